package dev.muninn.ingest.exposition;

/** Which histograms are taken of a target that offers native ones, mostly beside classic ones. */
public enum HistogramChoice {
    /** Buckets as series of their own; native histograms are left. */
    CLASSIC,
    /** Native histograms; classic ones only where a metric has nothing else. */
    NATIVE,
    /** All there is. */
    BOTH
}
