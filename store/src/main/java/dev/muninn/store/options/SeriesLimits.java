package dev.muninn.store.options;

/**
 * How many series there may be, and what they may look like.
 *
 * @param maxSeries series written at a time; further new ones are refused
 * @param maxSeriesPerMetric of them with one name; 0 for no limit of its own
 * @param maxLabels labels of one series
 * @param maxLabelNameBytes bytes of a label's name
 * @param maxLabelValueBytes bytes of a label's value
 * @param maxSelectedSeries series that one selection may match
 * @param maxExemplars exemplars kept, of all series together
 */
public record SeriesLimits(
        int maxSeries,
        int maxSeriesPerMetric,
        int maxLabels,
        int maxLabelNameBytes,
        int maxLabelValueBytes,
        int maxSelectedSeries,
        int maxExemplars) {

    /** A series takes about half of that; the rest is for its samples and for questions. */
    private static final int HEAP_PER_SERIES = 1024;

    /** Refuses what cannot work, by name. */
    public SeriesLimits {
        Least.check("max-series", maxSeries, 1);
        Least.check("max-series-per-metric", maxSeriesPerMetric, 0);
        Least.check("max-labels", maxLabels, 1);
        Least.check("max-label-name-bytes", maxLabelNameBytes, 8);
        Least.check("max-label-value-bytes", maxLabelValueBytes, 1);
        Least.check("max-selected-series", maxSelectedSeries, 1);
        Least.check("max-exemplars", maxExemplars, 0);
    }

    /** As many series as a heap of this size has room for. */
    static SeriesLimits forHeap(long bytes) {
        int series = Math.clamp(bytes / HEAP_PER_SERIES, 100_000, 20_000_000);
        return new SeriesLimits(series, 0, 64, 1024, 4096, 500_000, 100_000);
    }

    /** The same with another number of series. */
    public SeriesLimits withMaxSeries(int series) {
        return new SeriesLimits(
                series,
                maxSeriesPerMetric,
                maxLabels,
                maxLabelNameBytes,
                maxLabelValueBytes,
                maxSelectedSeries,
                maxExemplars);
    }

    /** The same with another number of series of one metric. */
    public SeriesLimits withMaxSeriesPerMetric(int series) {
        return new SeriesLimits(
                maxSeries,
                series,
                maxLabels,
                maxLabelNameBytes,
                maxLabelValueBytes,
                maxSelectedSeries,
                maxExemplars);
    }
}
