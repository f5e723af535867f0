package dev.muninn.query;

/**
 * What the result cache holds and has done since the start.
 *
 * @param blocks pieces of answers held
 * @param bytes memory they take, about
 * @param maxBytes memory they may take
 * @param answered queries answered without computing anything
 * @param extended queries of which a part was computed
 * @param missed queries computed as a whole
 * @param uncacheable queries whose answers cannot be kept
 * @param joined queries that took the answer of an equal one that was running
 * @param changed blocks found to be changed by late samples, deletions or a refresh
 * @param refused answers not kept as they were incomplete or too large
 * @param cachedPoints points served that were there
 * @param computedPoints points served that were computed
 * @param minuteHitRate the share of points that were there in the last minute, from 0 to 1
 * @param hourHitRate the same of the last hour
 * @param far the cache beyond memory
 */
public record CacheStatistics(
        long blocks,
        long bytes,
        long maxBytes,
        long answered,
        long extended,
        long missed,
        long uncacheable,
        long joined,
        long changed,
        long refused,
        long cachedPoints,
        long computedPoints,
        double minuteHitRate,
        double hourHitRate,
        FarCache.Facts far) {

    /** The share of points that were there, from 0 to 1. */
    public double hitRate() {
        long all = cachedPoints + computedPoints;
        return all == 0 ? 0 : (double) cachedPoints / all;
    }
}
