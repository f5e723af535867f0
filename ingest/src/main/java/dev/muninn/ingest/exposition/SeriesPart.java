package dev.muninn.ingest.exposition;

/** What one series is of a metric that may consist of several. */
enum SeriesPart {
    VALUE("", ""),
    HISTOGRAM("", ""),
    SUM("_sum", ""),
    COUNT("_count", ""),
    BUCKET("_bucket", "le"),
    QUANTILE("", "quantile");

    /** What the part's name has behind that of its metric. */
    final String suffix;

    /** The label that holds the bound of a bucket or quantile; empty for other parts. */
    final String boundLabel;

    SeriesPart(String suffix, String boundLabel) {
        this.suffix = suffix;
        this.boundLabel = boundLabel;
    }

    boolean hasBound() {
        return !boundLabel.isEmpty();
    }
}
