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
 * @param resolutionMillis width of the widest buckets the answer was made of, 0 if of samples only
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
        long computedPoints,
        long resolutionMillis) {

    /** Of a query that neither waited nor found anything in a cache. */
    public QueryStatistics(
            long series,
            long samples,
            long peakSamples,
            long parseNanos,
            long selectNanos,
            long evaluateNanos) {
        this(series, samples, peakSamples, parseNanos, 0, selectNanos, evaluateNanos, 0, 0, 0);
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
                computedPoints + other.computedPoints,
                Math.max(resolutionMillis, other.resolutionMillis));
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
                computedPoints,
                resolutionMillis);
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
                computedPoints,
                resolutionMillis);
    }

    /** With a part of the answer that was there, made of buckets of a width. */
    QueryStatistics andCached(long width) {
        return new QueryStatistics(
                series,
                samples,
                peakSamples,
                parseNanos,
                queueNanos,
                selectNanos,
                evaluateNanos,
                cachedPoints,
                computedPoints,
                Math.max(resolutionMillis, width));
    }
}
