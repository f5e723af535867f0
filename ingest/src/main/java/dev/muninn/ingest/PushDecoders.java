package dev.muninn.ingest;

import dev.muninn.ingest.exposition.ExpositionBatch;
import dev.muninn.ingest.exposition.ExpositionFormat;
import dev.muninn.ingest.exposition.HistogramChoice;
import dev.muninn.ingest.exposition.MetricFamilyParser;
import dev.muninn.ingest.exposition.OpenMetrics2Parser;
import dev.muninn.ingest.exposition.OpenMetricsParser;
import dev.muninn.ingest.exposition.TextParser;
import dev.muninn.ingest.graphite.PlaintextDecoder;
import dev.muninn.ingest.influx.LineProtocolDecoder;
import dev.muninn.ingest.influx.Precision;
import dev.muninn.ingest.json.JsonBatchDecoder;
import dev.muninn.ingest.otlp.Naming;
import dev.muninn.ingest.otlp.OtlpDecoder;
import dev.muninn.ingest.otlp.OtlpSeries;
import dev.muninn.ingest.remotewrite.RemoteWriteVersion;
import dev.muninn.ingest.remotewrite.SymbolizedRequestDecoder;
import dev.muninn.ingest.remotewrite.WriteRequestDecoder;
import dev.muninn.ingest.wire.SeriesCache;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.function.Supplier;

/** Makes the decoders of each protocol: by the request's content type where there are several. */
final class PushDecoders {

    private PushDecoders() {}

    static Supplier<PushDecoder> remoteWrite(IngestOptions options) {
        long seed = new SecureRandom().nextLong();
        return () -> remoteWrite(options, seed);
    }

    private static PushDecoder remoteWrite(IngestOptions options, long seed) {
        WriteRequestDecoder first = new WriteRequestDecoder();
        SymbolizedRequestDecoder second =
                new SymbolizedRequestDecoder(options.maxDecompressedBytes(), seed);
        return (request, body, into, rejections) -> {
            switch (RemoteWriteVersion.of(request.contentType())) {
                case ONE -> first.decode(body, into, rejections);
                case TWO -> second.decode(body, into, rejections);
            }
        };
    }

    static Supplier<PushDecoder> otlp(OtlpOptions options) {
        Naming naming =
                switch (options.translation()) {
                    case UNDERSCORES -> Naming.UNDERSCORES;
                    case NONE -> Naming.AS_SENT;
                };
        OtlpSeries series =
                new OtlpSeries(
                        options.promotedAttributes(),
                        naming,
                        options.addsUpDeltas() ? options.maxDeltaSeries() : 0);
        return () -> {
            OtlpDecoder decoder = new OtlpDecoder(series);
            return (request, body, into, rejections) -> {
                switch (mediaType(request)) {
                    case "application/x-protobuf", "application/protobuf" ->
                            decoder.decodeProtobuf(body, into, rejections);
                    case "application/json" -> decoder.decodeJson(body, into, rejections);
                    default ->
                            throw MuninnException.badInput(
                                    "content type \""
                                            + request.contentType()
                                            + "\": send application/x-protobuf or"
                                            + " application/json");
                }
            };
        };
    }

    static PushDecoder influx(Clock clock) {
        LineProtocolDecoder decoder = new LineProtocolDecoder();
        return (request, body, into, rejections) ->
                decoder.decode(
                        body,
                        Precision.parse(request.parameters().getOrDefault("precision", "")),
                        clock.millis(),
                        request.extraLabels(),
                        into,
                        rejections);
    }

    static PushDecoder json(Clock clock) {
        JsonBatchDecoder decoder = new JsonBatchDecoder();
        return (request, body, into, rejections) ->
                decoder.decode(body, clock.millis(), request.extraLabels(), into);
    }

    static Supplier<PushDecoder> text(Clock clock) {
        SeriesCache cache = new SeriesCache();
        return () -> text(cache, clock);
    }

    private static PushDecoder text(SeriesCache cache, Clock clock) {
        TextHash hash = cache.newHash();
        TextParser text = new TextParser();
        OpenMetricsParser openMetrics = new OpenMetricsParser();
        OpenMetrics2Parser openMetrics2 = new OpenMetrics2Parser();
        MetricFamilyParser metricFamilies = new MetricFamilyParser();
        return (request, body, into, rejections) -> {
            into.clear();
            ExpositionBatch batch =
                    new ExpositionBatch(into, cache, hash, request.extraLabels(), clock.millis());
            // Scripts that push with curl do not name the type, and mean text.
            switch (ExpositionFormat.of(request.contentType(), "PrometheusText0.0.4")) {
                case TEXT -> text.parse(body, batch);
                case OPEN_METRICS -> openMetrics.parse(body, batch);
                case OPEN_METRICS_2 -> openMetrics2.parse(body, HistogramChoice.BOTH, batch);
                case PROTOBUF -> metricFamilies.parse(body, HistogramChoice.BOTH, batch);
            }
            batch.finish();
        };
    }

    static PushDecoder graphite(Clock clock) {
        PlaintextDecoder decoder = new PlaintextDecoder();
        return (request, body, into, rejections) ->
                decoder.decode(body, clock.millis(), request.extraLabels(), into, rejections);
    }

    /** The content type without its parameters, in lower case. */
    private static String mediaType(PushRequest request) {
        int parameters = request.contentType().indexOf(';');
        String type =
                parameters < 0
                        ? request.contentType()
                        : request.contentType().substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
