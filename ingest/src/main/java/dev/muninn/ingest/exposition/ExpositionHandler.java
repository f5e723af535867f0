package dev.muninn.ingest.exposition;

import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;

/** Takes the lines of an exposition in their order. */
public interface ExpositionHandler {

    /** The timestamp of a sample or exemplar that has none. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    /**
     * A sample.
     *
     * @param series reused for the next sample; its labels are parsed only when asked for
     */
    void sample(WrittenSeries series, double value, long timestampMillis);

    /**
     * A native histogram, where the format has them.
     *
     * @param series as in {@link #sample}
     */
    void histogram(WrittenSeries series, NativeHistogram histogram, long timestampMillis);

    /** An exemplar of the sample or histogram before. */
    void exemplar(Labels labels, double value, long timestampMillis);

    void type(String metric, MetricMetadata.Type type);

    void help(String metric, String help);

    void unit(String metric, String unit);
}
