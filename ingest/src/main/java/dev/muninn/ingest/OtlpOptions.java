package dev.muninn.ingest;

import dev.muninn.model.MuninnException;
import java.util.List;

/**
 * How OpenTelemetry's metrics become series; keys start with {@code ingest.otlp-}.
 *
 * @param promotedAttributes resource attributes that become labels of every series, besides job and
 *     instance; the others stand in {@code target_info}
 * @param translation how names are written
 * @param addsUpDeltas whether points of delta temporality are added up; else they are refused
 * @param maxDeltaSeries series of delta temporality that are added up at one time
 */
public record OtlpOptions(
        List<String> promotedAttributes,
        Translation translation,
        boolean addsUpDeltas,
        int maxDeltaSeries) {

    /** What becomes of OpenTelemetry's names. */
    public enum Translation {
        /** Letters, digits and underscores, with unit and {@code _total}, as in Prometheus. */
        UNDERSCORES,
        /** As sent; queries put them in quotes. */
        NONE
    }

    /** About 50 MB, as each needs some 500 bytes. */
    private static final int DEFAULT_MAX_DELTA_SERIES = 100_000;

    public OtlpOptions {
        promotedAttributes = List.copyOf(promotedAttributes);
        if (maxDeltaSeries < 1) {
            throw MuninnException.badInput(
                    "ingest.otlp-max-delta-series is " + maxDeltaSeries + ": give at least 1");
        }
    }

    public static OtlpOptions defaults() {
        return new OtlpOptions(List.of(), Translation.UNDERSCORES, true, DEFAULT_MAX_DELTA_SERIES);
    }
}
