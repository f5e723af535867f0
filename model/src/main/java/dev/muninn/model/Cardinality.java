package dev.muninn.model;

import java.util.List;

/**
 * Which names and values the series written now are made of, the most frequent first.
 *
 * @param series series written now or lately
 * @param labelPairs different pairs of label and value
 * @param chunks sealed chunks in memory
 * @param minMillis time of the oldest sample in memory, or 0
 * @param maxMillis time of the newest, or 0
 * @param seriesByMetric series by metric name
 * @param valuesByLabel different values by label name
 * @param bytesByLabel bytes of different values by label name
 * @param seriesByPair series by {@code label=value}
 * @param churn series that came and went, by hour, the newest last
 * @param storedSeries different series in all that is stored, within a few percent
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
        List<Count> seriesByPair,
        List<Churn> churn,
        long storedSeries) {

    /** A name and how often or how much. */
    public record Count(String name, long value) {}

    /**
     * The series of one hour.
     *
     * @param hourMillis when the hour began
     * @param created series that were new
     * @param gone series that were forgotten as nothing came for them
     */
    public record Churn(long hourMillis, long created, long gone) {}
}
