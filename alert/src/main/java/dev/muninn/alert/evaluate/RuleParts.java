package dev.muninn.alert.evaluate;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.AlertListener;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.model.Clock;
import dev.muninn.model.SampleSink;
import dev.muninn.query.QueryEngine;
import java.util.Map;

/**
 * What rules are evaluated with.
 *
 * @param externalLabels for templates
 * @param sink takes what they give
 * @param memory keeps their alerts over a restart
 */
public record RuleParts(
        RuleOptions options,
        Map<String, String> externalLabels,
        QueryEngine engine,
        SampleSink sink,
        AlertListener listener,
        RuleMemory memory,
        Clock clock) {

    /** The same for rules of which nobody is to hear. */
    public RuleParts unheard() {
        return new RuleParts(
                options,
                externalLabels,
                engine,
                sink,
                AlertListener.NOBODY,
                RuleMemory.NOTHING,
                clock);
    }
}
