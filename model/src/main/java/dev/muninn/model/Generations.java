package dev.muninn.model;

/**
 * Tells whether samples that were read are still what a source holds: late samples, deletions and
 * retention make a new generation of the times they concern. What was computed from samples may be
 * kept for as long as their generation is the same.
 *
 * <p>Generations are numbers that grow; those of an earlier process are never current. Safe for use
 * by many threads.
 */
public interface Generations {

    /** Stands for all metrics, where a selector names none. */
    String ANY_METRIC = "";

    /** Of a source that does not know: all may have changed since. */
    Generations UNKNOWN = new UnknownGenerations();

    /**
     * The present generation of a metric, to be asked for before its samples are read. From now on
     * the source pays attention to changes at times up to {@code untilMillis}, so that is best not
     * later than what is read, nor than now.
     */
    long generation(String metric, long untilMillis);

    /**
     * The earliest time within the range at which a sample of the metric may have come or gone
     * after a generation was asked for; {@link Long#MAX_VALUE} if all are as they were. It may be
     * too early, as sources remember changes roughly, but never too late for writes and deletions
     * that have returned.
     */
    long firstChange(String metric, TimeRange range, long generation);
}
