package dev.muninn.model;

/** A source of time; the only way code outside tests learns what time it is. */
public interface Clock {

    /** Wall-clock time in milliseconds since 1970-01-01T00:00Z; may jump. */
    long millis();

    /** Monotonic time in nanoseconds from an arbitrary origin; for durations only. */
    long nanos();
}
