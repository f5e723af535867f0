package dev.muninn.query;

/**
 * What a query cost.
 *
 * @param series series touched
 * @param samples samples read from the store
 * @param peakSamples most samples held at one moment
 * @param parseNanos time to understand the text
 * @param queueNanos time spent waiting for a turn
 * @param selectNanos time to find series
 * @param evaluateNanos all other work
 * @param cachedPoints points of the answer that were there from earlier queries
 * @param computedPoints points of the answer that were computed
 */
public record QueryStatistics(
        long series,
        long samples,
        long peakSamples,
        long parseNanos,
        long queueNanos,
        long selectNanos,
        long evaluateNanos,
        long cachedPoints,
        long computedPoints) {

    /** Of a query that neither waited nor found anything in a cache. */
    public QueryStatistics(
            long series,
            long samples,
            long peakSamples,
            long parseNanos,
            long selectNanos,
            long evaluateNanos) {
        this(series, samples, peakSamples, parseNanos, 0, selectNanos, evaluateNanos, 0, 0);
    }

    /** Both queries' costs: added up, but for the memory, which they did not hold together. */
    QueryStatistics and(QueryStatistics other) {
        return new QueryStatistics(
                series + other.series,
                samples + other.samples,
                Math.max(peakSamples, other.peakSamples),
                parseNanos + other.parseNanos,
                queueNanos + other.queueNanos,
                selectNanos + other.selectNanos,
                evaluateNanos + other.evaluateNanos,
                cachedPoints + other.cachedPoints,
                computedPoints + other.computedPoints);
    }

    QueryStatistics withQueueNanos(long nanos) {
        return new QueryStatistics(
                series,
                samples,
                peakSamples,
                parseNanos,
                nanos,
                selectNanos,
                evaluateNanos,
                cachedPoints,
                computedPoints);
    }

    QueryStatistics withCachedPoints(long points) {
        return new QueryStatistics(
                series,
                samples,
                peakSamples,
                parseNanos,
                queueNanos,
                selectNanos,
                evaluateNanos,
                points,
                computedPoints);
    }
}
