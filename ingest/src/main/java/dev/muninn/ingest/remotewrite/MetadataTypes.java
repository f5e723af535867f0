package dev.muninn.ingest.remotewrite;

import dev.muninn.model.MetricMetadata;

/** The numbers of metric types on the wire, alike in remote write 1.0 and 2.0. */
final class MetadataTypes {

    private MetadataTypes() {}

    static MetricMetadata.Type of(long number) {
        return switch ((int) number) {
            case 1 -> MetricMetadata.Type.COUNTER;
            case 2 -> MetricMetadata.Type.GAUGE;
            case 3 -> MetricMetadata.Type.HISTOGRAM;
            case 4 -> MetricMetadata.Type.GAUGE_HISTOGRAM;
            case 5 -> MetricMetadata.Type.SUMMARY;
            case 6 -> MetricMetadata.Type.INFO;
            case 7 -> MetricMetadata.Type.STATE_SET;
            default -> MetricMetadata.Type.UNKNOWN;
        };
    }
}
