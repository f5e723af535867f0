package dev.muninn.ingest.exposition;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The forms in which targets are asked for their metrics, under Prometheus' names. */
public enum ScrapeProtocol {
    PROTOBUF(
            "PrometheusProto",
            ExpositionFormat.PROTOBUF,
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily"
                    + ";encoding=delimited"),
    OPEN_METRICS_2_0_0(
            "OpenMetricsText2.0.0",
            ExpositionFormat.OPEN_METRICS_2,
            "application/openmetrics-text;version=2.0.0;escaping=allow-utf-8"),
    OPEN_METRICS_1_0_0(
            "OpenMetricsText1.0.0",
            ExpositionFormat.OPEN_METRICS,
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8"),
    OPEN_METRICS_0_0_1(
            "OpenMetricsText0.0.1",
            ExpositionFormat.OPEN_METRICS,
            "application/openmetrics-text;version=0.0.1"),
    TEXT_1_0_0(
            "PrometheusText1.0.0",
            ExpositionFormat.TEXT,
            "text/plain;version=1.0.0;escaping=allow-utf-8"),
    TEXT_0_0_4("PrometheusText0.0.4", ExpositionFormat.TEXT, "text/plain;version=0.0.4");

    /**
     * What is asked for, in this order, where nothing is configured. OpenMetrics 2.0 is not final,
     * and programs may write an earlier draft.
     */
    public static final List<ScrapeProtocol> USUAL =
            List.of(OPEN_METRICS_1_0_0, OPEN_METRICS_0_0_1, TEXT_1_0_0, TEXT_0_0_4);

    /** As {@link #USUAL}, and before that the one settled format with native histograms. */
    public static final List<ScrapeProtocol> WITH_NATIVE_HISTOGRAMS =
            Stream.concat(Stream.of(PROTOBUF), USUAL.stream()).toList();

    private final String word;
    private final ExpositionFormat format;
    private final String mediaType;

    ScrapeProtocol(String word, ExpositionFormat format, String mediaType) {
        this.word = word;
        this.format = format;
        this.mediaType = mediaType;
    }

    /** The protocol of this name in the configuration, or null. */
    public static @Nullable ScrapeProtocol parse(String word) {
        for (ScrapeProtocol protocol : values()) {
            if (protocol.word.equals(word)) {
                return protocol;
            }
        }
        return null;
    }

    public String word() {
        return word;
    }

    ExpositionFormat format() {
        return format;
    }

    /** The Accept header that prefers these in their order, and takes any other at last. */
    public static String accept(List<ScrapeProtocol> protocols) {
        StringBuilder accept = new StringBuilder();
        int weight = Math.max(protocols.size(), WITH_NATIVE_HISTOGRAMS.size()) + 1;
        for (ScrapeProtocol protocol : protocols) {
            accept.append(protocol.mediaType).append(";q=0.").append(weight--).append(',');
        }
        return accept.append("*/*;q=0.").append(weight).toString();
    }
}
