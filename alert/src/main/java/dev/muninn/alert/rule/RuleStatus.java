package dev.muninn.alert.rule;

import java.util.List;

/**
 * What became of a rule at its last evaluation.
 *
 * @param lastError empty if it went well
 * @param lastEvaluationMillis 0 if it was not evaluated yet
 * @param alerts pending and firing ones of an alerting rule
 */
public record RuleStatus(
        Rule rule,
        Health health,
        String lastError,
        long lastEvaluationMillis,
        long durationNanos,
        List<Alert> alerts) {

    /** Whether the last evaluation went well. */
    public enum Health {
        UNKNOWN("unknown"),
        OK("ok"),
        ERROR("err");

        private final String word;

        Health(String word) {
            this.word = word;
        }

        /** The word of the API. */
        public String word() {
            return word;
        }
    }

    /** Prometheus' word for what an alerting rule does: unknown, inactive, pending or firing. */
    public String state() {
        if (health == Health.UNKNOWN) {
            return "unknown";
        }
        String state = "inactive";
        for (Alert alert : alerts) {
            if (alert.state() == Alert.State.FIRING) {
                return "firing";
            }
            state = "pending";
        }
        return state;
    }
}
