package dev.muninn.ingest;

import java.util.List;

/**
 * How OpenTelemetry's metrics become series; keys start with {@code ingest.otlp-}.
 *
 * @param promotedAttributes resource attributes that become labels of every series, besides job and
 *     instance; the others stand in {@code target_info}
 * @param translatesNames whether names are written with underscores, units and {@code _total}, as
 *     Prometheus does by default; else they stay as sent
 * @param maxDeltaSeries series of delta temporality that are added up at one time
 */
public record OtlpOptions(
        List<String> promotedAttributes, boolean translatesNames, int maxDeltaSeries) {

    /** About 50 MB, as each needs some 500 bytes. */
    private static final int DEFAULT_MAX_DELTA_SERIES = 100_000;

    public OtlpOptions {
        promotedAttributes = List.copyOf(promotedAttributes);
    }

    public static OtlpOptions defaults() {
        return new OtlpOptions(List.of(), true, DEFAULT_MAX_DELTA_SERIES);
    }
}
