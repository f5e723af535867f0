package dev.muninn.ingest.otlp;

import dev.muninn.model.MetricMetadata;

/** The kinds of metrics, each with its field in the message {@code Metric}. */
enum MetricKind {
    GAUGE(5, MetricMetadata.Type.GAUGE),
    COUNTER(7, MetricMetadata.Type.COUNTER),
    /** A sum that may fall. */
    UP_DOWN_COUNTER(7, MetricMetadata.Type.GAUGE),
    HISTOGRAM(9, MetricMetadata.Type.HISTOGRAM),
    EXPONENTIAL_HISTOGRAM(10, MetricMetadata.Type.HISTOGRAM),
    SUMMARY(11, MetricMetadata.Type.SUMMARY);

    private final int field;
    private final MetricMetadata.Type type;

    MetricKind(int field, MetricMetadata.Type type) {
        this.field = field;
        this.type = type;
    }

    int field() {
        return field;
    }

    MetricMetadata.Type type() {
        return type;
    }
}
