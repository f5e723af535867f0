package dev.muninn.store;

import java.util.List;

/**
 * Which names and values the series written now are made of, the most frequent first.
 *
 * @param series series of the head
 * @param labelPairs different pairs of label and value
 * @param chunks sealed chunks in memory
 * @param minMillis time of the oldest sample in memory, or 0
 * @param maxMillis time of the newest, or 0
 * @param seriesByMetric series by metric name
 * @param valuesByLabel different values by label name
 * @param bytesByLabel bytes of different values by label name
 * @param seriesByPair series by {@code label=value}
 */
public record Cardinality(
        long series,
        long labelPairs,
        long chunks,
        long minMillis,
        long maxMillis,
        List<Count> seriesByMetric,
        List<Count> valuesByLabel,
        List<Count> bytesByLabel,
        List<Count> seriesByPair) {

    /** A name and how often or how much. */
    public record Count(String name, long value) {}
}
