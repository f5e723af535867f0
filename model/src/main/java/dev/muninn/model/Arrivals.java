package dev.muninn.model;

/**
 * Tells whether samples came to some series, to whoever would only read the same again if not. Used
 * by one thread at a time; holds no resource.
 */
public interface Arrivals {

    /** Of a source that does not follow what comes: there may always be news. */
    Arrivals UNKNOWN = untilMillis -> true;

    /**
     * Whether the newest sample of any of the series is another than when this was asked last; so
     * it is for series that are new, and the first time. Samples that are late within their series
     * are no news. What is after {@code untilMillis}, and thus not to be seen yet, is news again
     * when this is asked next.
     */
    boolean any(long untilMillis);
}
