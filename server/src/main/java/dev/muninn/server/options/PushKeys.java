package dev.muninn.server.options;

import dev.muninn.ingest.AdmissionOptions;
import dev.muninn.ingest.OtlpOptions;
import dev.muninn.ingest.SourceRates;
import java.util.List;

/** The keys under {@code ingest.} that say how much may be pushed, and how OTLP is read. */
final class PushKeys {

    private static final AdmissionOptions DEFAULTS = AdmissionOptions.DEFAULTS;
    private static final OtlpOptions OTLP = OtlpOptions.defaults();

    /** More than any machine sends; keeps sums of rates and seconds exact. */
    private static final long MOST_PER_SECOND = 1_000_000_000_000L;

    static final OptionKey<Long> SOURCE_REQUESTS =
            rate("source-requests-per-second", "Push requests a second that one source may send");

    static final OptionKey<Long> SOURCE_BYTES =
            rate("source-bytes-per-second", "Bytes a second, as they arrive, of one source");

    static final OptionKey<Long> SOURCE_SAMPLES =
            rate("source-samples-per-second", "Samples a second of one source");

    static final OptionKey<Long> SOURCE_MAX_SERIES =
            new OptionKey<>(
                    "ingest.source-max-series",
                    new LongType(0, 1_000_000_000),
                    DEFAULTS.maxSeriesPerSource(),
                    "Series that one source may push; those silent for an hour do not count; 0 for"
                            + " no limit.");

    static final OptionKey<Long> MAX_IN_FLIGHT_BYTES =
            new OptionKey<>(
                    "ingest.max-in-flight-bytes",
                    new SizeType(1, 1L << 40),
                    DEFAULTS.maxInFlightBytes(),
                    "Pushed bodies that are worked on at one time; beyond it senders have to"
                            + " wait.");

    static final OptionKey<List<String>> OTLP_ATTRIBUTES =
            new OptionKey<>(
                    "ingest.otlp-promoted-attributes",
                    new ListType<>(new TextType("a name such as k8s.pod.name")),
                    OTLP.promotedAttributes(),
                    "Resource attributes that become labels of every OpenTelemetry series.");

    static final OptionKey<OtlpOptions.Translation> OTLP_TRANSLATION =
            new OptionKey<>(
                    "ingest.otlp-translation",
                    ChoiceType.of(OtlpOptions.Translation.class),
                    OTLP.translation(),
                    "Whether OpenTelemetry's names get underscores, units and _total.");

    static final OptionKey<Boolean> OTLP_DELTAS =
            new OptionKey<>(
                    "ingest.otlp-delta-to-cumulative",
                    new BooleanType(),
                    OTLP.addsUpDeltas(),
                    "Whether points of delta temporality are added up; else they are refused.");

    static final OptionKey<Integer> OTLP_MAX_DELTAS =
            new OptionKey<>(
                    "ingest.otlp-max-delta-series",
                    new IntegerType(1, 100_000_000),
                    OTLP.maxDeltaSeries(),
                    "Series of delta temporality that are added up at one time.");

    static final List<OptionKey<?>> ALL =
            List.of(
                    SOURCE_REQUESTS,
                    SOURCE_BYTES,
                    SOURCE_SAMPLES,
                    SOURCE_MAX_SERIES,
                    MAX_IN_FLIGHT_BYTES,
                    OTLP_ATTRIBUTES,
                    OTLP_TRANSLATION,
                    OTLP_DELTAS,
                    OTLP_MAX_DELTAS);

    private PushKeys() {}

    private static OptionKey<Long> rate(String name, String purpose) {
        return new OptionKey<>(
                "ingest." + name,
                new LongType(0, MOST_PER_SECOND),
                0L,
                purpose + " (ten seconds' worth at once); 0 for no limit.");
    }

    static AdmissionOptions readAdmission(Configuration configuration) {
        return new AdmissionOptions(
                new SourceRates.Rates(
                        configuration.get(SOURCE_REQUESTS),
                        configuration.get(SOURCE_BYTES),
                        configuration.get(SOURCE_SAMPLES)),
                configuration.get(MAX_IN_FLIGHT_BYTES),
                configuration.get(SOURCE_MAX_SERIES));
    }

    static OtlpOptions readOtlp(Configuration configuration) {
        return new OtlpOptions(
                configuration.get(OTLP_ATTRIBUTES),
                configuration.get(OTLP_TRANSLATION),
                configuration.get(OTLP_DELTAS),
                configuration.get(OTLP_MAX_DELTAS));
    }
}
