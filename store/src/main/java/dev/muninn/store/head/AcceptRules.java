package dev.muninn.store.head;

/**
 * Which times are taken.
 *
 * @param oldestMillis older than this, retention would delete the sample at once
 * @param newestMillis later than this, the sender's clock must be wrong
 * @param lateMillis how far behind the newest sample of its series a sample may come
 */
public record AcceptRules(long oldestMillis, long newestMillis, long lateMillis) {

    /** For what was accepted before and comes from the log. */
    public static final AcceptRules ALL =
            new AcceptRules(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
}
