package dev.muninn.ingest;

import dev.muninn.model.Append;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.model.WriteResult;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what one push protocol took and refused. Safe for use by many threads. */
final class PushFigures implements TelemetrySource {

    private final String protocol;
    private final LongAdder bytes = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder samples = new LongAdder();
    private final LongAdder histograms = new LongAdder();
    private final LongAdder exemplars = new LongAdder();
    private final Map<Append, LongAdder> refusedSamples = adders(Append.class);
    private final Map<MuninnException.Kind, LongAdder> refusedRequests =
            adders(MuninnException.Kind.class);

    PushFigures(String protocol) {
        this.protocol = protocol;
    }

    private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> keys) {
        Map<K, LongAdder> adders = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            adders.put(key, new LongAdder());
        }
        return adders;
    }

    void stored(int bodyBytes, WriteResult result) {
        bytes.add(bodyBytes);
        requests.increment();
        written(result);
    }

    /** Counts samples that were not stored with the request that brought them. */
    void written(WriteResult result) {
        samples.add(result.samples());
        histograms.add(result.histograms());
        exemplars.add(result.exemplars());
        for (WriteResult.Rejection rejection : result.rejections()) {
            adder(refusedSamples, rejection.reason()).add(rejection.samples());
        }
    }

    void refused(int bodyBytes, MuninnException.Kind kind) {
        bytes.add(bodyBytes);
        requests.increment();
        adder(refusedRequests, kind).increment();
    }

    private static <K> LongAdder adder(Map<K, LongAdder> adders, K key) {
        return java.util.Objects.requireNonNull(adders.get(key));
    }

    @Override
    public void report(Telemetry to) {
        to.counter(
                "muninn_ingest_requests_total",
                "Push requests received.",
                (double) requests.sum(),
                "protocol",
                protocol);
        to.counter(
                "muninn_ingest_bytes_total",
                "Bytes of push bodies as they arrived.",
                (double) bytes.sum(),
                "protocol",
                protocol);
        reportStored(to, "float", samples);
        reportStored(to, "histogram", histograms);
        reportStored(to, "exemplar", exemplars);
        refusedSamples.forEach(
                (reason, count) ->
                        to.counter(
                                "muninn_ingest_refused_samples_total",
                                "Pushed samples that were not stored.",
                                (double) count.sum(),
                                "protocol",
                                protocol,
                                "reason",
                                reason.reason()));
        refusedRequests.forEach(
                (kind, count) ->
                        to.counter(
                                "muninn_ingest_refused_requests_total",
                                "Push requests of which nothing was stored.",
                                (double) count.sum(),
                                "protocol",
                                protocol,
                                "reason",
                                kind.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    private void reportStored(Telemetry to, String kind, LongAdder count) {
        to.counter(
                "muninn_ingest_samples_total",
                "Pushed samples stored.",
                (double) count.sum(),
                "protocol",
                protocol,
                "kind",
                kind);
    }
}
