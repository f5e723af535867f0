package dev.muninn.ingest.otlp;

/** Times on the wire. */
final class Nanos {

    private static final long PER_MILLI = 1_000_000;

    private Nanos() {}

    /** Nanoseconds are unsigned on the wire; a century has less than half of their range. */
    static long toMillis(long nanos) {
        return nanos >= 0 ? nanos / PER_MILLI : Long.divideUnsigned(nanos, PER_MILLI);
    }
}
