package dev.muninn.model;

/** Times from one millisecond to another, both included. */
public record TimeRange(long fromMillis, long toMillis) {

    public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    public boolean contains(long millis) {
        return millis >= fromMillis && millis <= toMillis;
    }

    public boolean overlaps(long fromMillis, long toMillis) {
        return this.fromMillis <= toMillis && fromMillis <= this.toMillis;
    }
}
