package dev.muninn.model;

/** What a metric is: type, help and unit as its source describes them. */
public record MetricMetadata(String metric, Type type, String help, String unit) {

    /** The metric types of the exposition formats. */
    public enum Type {
        UNKNOWN,
        COUNTER,
        GAUGE,
        HISTOGRAM,
        GAUGE_HISTOGRAM,
        SUMMARY,
        INFO,
        STATE_SET;

        /** The word Prometheus' HTTP API uses. */
        public String word() {
            return switch (this) {
                case GAUGE_HISTOGRAM -> "gaugehistogram";
                case STATE_SET -> "stateset";
                case UNKNOWN, COUNTER, GAUGE, HISTOGRAM, SUMMARY, INFO ->
                        name().toLowerCase(java.util.Locale.ROOT);
            };
        }

        /** The type of a word of the exposition formats; UNKNOWN for any other. */
        public static Type parse(String word) {
            for (Type type : values()) {
                if (type.word().equals(word)) {
                    return type;
                }
            }
            return UNKNOWN;
        }
    }
}
