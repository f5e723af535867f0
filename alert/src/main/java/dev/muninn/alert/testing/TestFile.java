package dev.muninn.alert.testing;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.query.SeriesText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of rule tests in the form of promtool.
 *
 * @param ruleFiles paths or patterns, relative to the file
 * @param groupOrder names of groups in the order they are evaluated; the others follow
 * @param isFuzzy whether values may differ in their last digits
 */
public record TestFile(
        List<String> ruleFiles,
        Duration evaluationInterval,
        List<String> groupOrder,
        boolean isFuzzy,
        List<Case> cases) {

    /**
     * One test: series, and what rules and queries make of them.
     *
     * @param interval between the values of the series
     */
    public record Case(
            String name,
            Duration interval,
            long startMillis,
            List<SeriesText> series,
            List<AlertCheck> alerts,
            List<QueryCheck> queries,
            Map<String, String> externalLabels,
            String externalUrl) {

        /** How long after the start the last check looks. */
        public Duration length() {
            Duration length = Duration.ZERO;
            for (AlertCheck check : alerts) {
                length = check.at().compareTo(length) > 0 ? check.at() : length;
            }
            for (QueryCheck check : queries) {
                length = check.at().compareTo(length) > 0 ? check.at() : length;
            }
            return length;
        }
    }

    /** Which alerts of a name fire at a time; none if the list is empty. */
    public record AlertCheck(Duration at, String alertName, List<ExpectedAlert> expected) {}

    /** Labels, {@code alertname} included, and texts of an alert. */
    public record ExpectedAlert(Labels labels, Map<String, String> annotations) {}

    /** What a query gives at a time. */
    public record QueryCheck(String expr, Duration at, List<ExpectedSample> expected) {}

    /** An element of a query's result; a float unless it has a histogram. */
    public record ExpectedSample(
            Labels labels, double value, @Nullable NativeHistogram histogram) {}
}
