package dev.muninn.alert.sample;

import dev.muninn.alert.rule.Rule;
import dev.muninn.model.Matcher;
import java.util.List;

/** A rule that may be evaluated when samples of it come; confined to its group's run. */
public interface WatchedRule {

    Rule rule();

    /** Of the only selector that a rule has which is evaluated on samples. */
    List<Matcher> selector();

    /** Whether an alert is to change by this time even if no sample comes. */
    boolean changesBy(long nowMillis);
}
