package dev.muninn.ingest;

import dev.muninn.ingest.logs.LogLine;
import dev.muninn.ingest.logs.LogPipeline;
import dev.muninn.ingest.logs.LogWindow;
import dev.muninn.ingest.logs.LokiDecoder;
import dev.muninn.ingest.otlp.OtlpLogsDecoder;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.Compression;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.model.WriteBatch;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Takes pushed logs, makes metrics of them, and keeps the lines of the last hours. Safe for use by
 * many threads.
 */
public final class LogReceiver implements TelemetrySource, AutoCloseable {

    /** A line that was kept. */
    public record Line(Labels labels, long timeMillis, String text) {}

    private static final System.Logger logger = System.getLogger(LogReceiver.class.getName());

    private final IngestOptions options;
    private final Clock clock;
    private final LogWindow window;
    private final LogPipeline pipeline;
    private final LokiDecoder loki = new LokiDecoder();
    private final OtlpLogsDecoder otlp = new OtlpLogsDecoder();
    private final SampleSink.Session session;
    private final ScheduledExecutorService flusher =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("logs-flush").factory());

    private LogReceiver(IngestOptions options, SampleSink sink, Clock clock) {
        this.options = options;
        this.clock = clock;
        LogOptions logs = options.logs();
        long maxAgeMillis = logs.windowAge().toMillis();
        window = new LogWindow(logs.windowBytes(), maxAgeMillis);
        pipeline =
                new LogPipeline(
                        logs.rules().entries(),
                        logs.maxSeriesPerRule(),
                        window,
                        maxAgeMillis,
                        clock);
        session = sink.session("logs");
    }

    /** Starts to store the figures of what is received. */
    public static LogReceiver open(IngestOptions options, SampleSink sink, Clock clock) {
        LogReceiver receiver = new LogReceiver(options, sink, clock);
        long millis = options.logs().flush().toMillis();
        var _ =
                receiver.flusher.scheduleAtFixedRate(
                        receiver::flush, millis, millis, TimeUnit.MILLISECONDS);
        return receiver;
    }

    /**
     * Takes a body of Loki's push API: JSON by its content type, else protobuf, which is always
     * compressed with snappy.
     *
     * @throws MuninnException of kind LIMIT if it is too large, BAD_INPUT if it is broken
     */
    public void receiveLoki(PushRequest request) {
        if (isJson(request)) {
            loki.decodeJson(body(request, ""), pipeline);
        } else {
            loki.decodeProtobuf(body(request, "snappy"), pipeline);
        }
    }

    /**
     * Takes OpenTelemetry's logs, as protobuf or JSON.
     *
     * @throws MuninnException as {@link #receiveLoki}
     */
    public void receiveOtlp(PushRequest request) {
        BodyBuffer body = body(request, "");
        if (isJson(request)) {
            otlp.decodeJson(body, pipeline::line);
        } else {
            otlp.decodeProtobuf(body, pipeline::line);
        }
    }

    private static boolean isJson(PushRequest request) {
        return request.contentType().startsWith("application/json");
    }

    private BodyBuffer body(PushRequest request, String usualEncoding) {
        BodyBuffer body = new BodyBuffer();
        String encoding = request.contentEncoding();
        Compression.parse(encoding.isEmpty() ? usualEncoding : encoding)
                .decode(request.body(), body, options.maxDecompressedBytes());
        return body;
    }

    /**
     * Lines that were kept, those that came last first.
     *
     * @param service who wrote them; empty for all
     * @param contains what they hold; empty for anything
     */
    public List<Line> find(
            String service, String contains, long fromMillis, long toMillis, int limit) {
        return window.find(service, contains, fromMillis, toMillis, limit).stream()
                .map(LogReceiver::line)
                .toList();
    }

    private static Line line(LogLine kept) {
        return new Line(kept.labels(), kept.timeMillis(), kept.text());
    }

    /** Stores the figures of now. */
    void flush() {
        WriteBatch batch = new WriteBatch();
        pipeline.flush(batch, clock.millis());
        if (batch.isEmpty()) {
            return;
        }
        try {
            session.write(batch, Durability.ASYNC);
        } catch (MuninnException e) {
            logger.log(Level.WARNING, "the figures of logs were not stored", e);
        }
    }

    @Override
    public void report(Telemetry to) {
        pipeline.report(to);
    }

    /** Stores the last figures. */
    @Override
    public void close() {
        flusher.close();
        flush();
    }
}
