package dev.muninn.ingest.remotewrite;

import dev.muninn.model.MetricMetadata;
import java.util.List;

/** How remote write tells of metric types. */
final class MetadataTypes {

    private static final List<String> PARTS = List.of("_bucket", "_count", "_sum");

    private MetadataTypes() {}

    /** The type of a number on the wire, alike in versions 1.0 and 2.0. */
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

    /** The metric that a series of a histogram or summary is a part of. */
    static String family(String metric, MetricMetadata.Type type) {
        boolean hasParts =
                type == MetricMetadata.Type.HISTOGRAM
                        || type == MetricMetadata.Type.GAUGE_HISTOGRAM
                        || type == MetricMetadata.Type.SUMMARY;
        if (hasParts) {
            for (String part : PARTS) {
                if (metric.endsWith(part)) {
                    return metric.substring(0, metric.length() - part.length());
                }
            }
        }
        return metric;
    }
}
