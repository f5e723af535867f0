package dev.muninn.alert.rule;

import java.time.Duration;
import java.util.Map;

/** A rule of a rule file: an expression that is evaluated again and again. */
public sealed interface Rule {

    String name();

    String expr();

    /** Labels added to each result; those of an alerting rule may be templates. */
    Map<String, String> labels();

    /** Writes the expression's results as series of its own name. */
    record Recording(String name, String expr, Map<String, String> labels) implements Rule {}

    /**
     * Raises an alert for each element of the expression's result.
     *
     * @param pendingFor how long an element must be there before its alert fires
     * @param keepFiringFor how long an alert goes on firing after its element is gone
     * @param annotations texts for people, by name; templates
     */
    record Alerting(
            String name,
            String expr,
            Duration pendingFor,
            Duration keepFiringFor,
            Map<String, String> labels,
            Map<String, String> annotations)
            implements Rule {}
}
