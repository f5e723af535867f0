package dev.muninn.model;

/** What became of a sample that was offered. */
public enum Append {
    /** Stored, or already there with the same value. */
    STORED("stored"),
    /** Older than the window in which late samples are taken. */
    TOO_OLD("too-old"),
    /** Further ahead of the clock than allowed. */
    TOO_FAR_AHEAD("too-far-ahead"),
    /** Another value is already stored for this series and time. */
    DUPLICATE("duplicate"),
    /** The labels are malformed, doubled, too long, too many, or lack a metric name. */
    INVALID_LABELS("invalid-labels"),
    /** The histogram's parts contradict each other. */
    INVALID_HISTOGRAM("invalid-histogram"),
    /** A form of sample that cannot be stored as it is. */
    UNSUPPORTED("unsupported"),
    /** One series more than allowed. */
    SERIES_LIMIT("series-limit");

    private final String reason;

    Append(String reason) {
        this.reason = reason;
    }

    /** The word in messages and in the {@code reason} label of own metrics. */
    public String reason() {
        return reason;
    }
}
