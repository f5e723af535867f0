package dev.muninn.query;

/**
 * What a query cost.
 *
 * @param samples samples read from the store
 * @param peakSamples most samples held at one moment
 */
public record QueryStatistics(
        long series,
        long samples,
        long peakSamples,
        long parseNanos,
        long selectNanos,
        long evaluateNanos) {}
