package dev.muninn.ingest.exposition;

/** Where the formats differ in how labels are written. */
enum LabelDialect {
    /** Blanks anywhere, commas as one likes, line breaks in values. */
    TEXT,
    /** Nothing but what is needed. */
    OPEN_METRICS,
    /** As OpenMetrics, and without a metric name. */
    EXEMPLAR;

    private static final byte[] NONE = {};
    private static final byte[] NUL = {0};
    private static final byte[] NEWLINE = {'\n'};
    private static final byte[] NEWLINE_AND_NUL = {'\n', 0};

    void skipBlanks(TextCursor in) {
        if (this == TEXT) {
            in.skipBlanks();
        }
    }

    boolean needsCommas() {
        return this != TEXT;
    }

    boolean allowsMetricName() {
        return this != EXEMPLAR;
    }

    /** Bytes that a quoted name may not hold. */
    byte[] stopsInName() {
        return this == EXEMPLAR ? NEWLINE_AND_NUL : NUL;
    }

    /** Bytes that a value may not hold. */
    byte[] stopsInValue() {
        return switch (this) {
            case TEXT -> NONE;
            case OPEN_METRICS -> NEWLINE;
            case EXEMPLAR -> NEWLINE_AND_NUL;
        };
    }
}
