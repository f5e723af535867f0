package dev.muninn.ingest;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.Compression;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Takes the bodies of one push protocol: decompresses, decodes, writes. Safe for use by many
 * threads.
 */
public final class PushReceiver implements TelemetrySource {

    /** As many as threads decode at once on a usual machine; more are made when needed. */
    private static final int KEPT_WORKSPACES = 16;

    private final IngestOptions options;
    private final String usualEncoding;
    private final Supplier<PushDecoder> decoders;
    private final PushFigures figures;

    /** The one used last is taken first: its bytes are in the processor's cache still. */
    private final ConcurrentLinkedDeque<Workspace> idle = new ConcurrentLinkedDeque<>();

    private final AtomicInteger idleCount = new AtomicInteger();

    private PushReceiver(
            String protocol,
            String usualEncoding,
            IngestOptions options,
            Supplier<PushDecoder> decoders) {
        this.usualEncoding = usualEncoding;
        this.options = options;
        this.decoders = decoders;
        figures = new PushFigures(protocol);
    }

    /** Prometheus remote write 1.0 and 2.0, told apart by the content type. */
    public static PushReceiver remoteWrite(IngestOptions options) {
        // Some senders leave out the header, as every body of this protocol is snappy.
        return new PushReceiver(
                "remote_write", "snappy", options, PushDecoders.remoteWrite(options));
    }

    /** OpenTelemetry's metrics over HTTP, as protobuf or JSON; {@link OtlpAnswer} is the answer. */
    public static PushReceiver otlp(IngestOptions options) {
        return new PushReceiver("otlp", "", options, PushDecoders.otlp(options.otlp()));
    }

    /** InfluxDB's line protocol; parameter {@code precision} is the unit of timestamps. */
    public static PushReceiver influx(IngestOptions options, Clock clock) {
        return new PushReceiver("influx", "", options, () -> PushDecoders.influx(clock));
    }

    /** JSON for scripts, as docs/ingest/json.md has it. */
    public static PushReceiver json(IngestOptions options, Clock clock) {
        return new PushReceiver("json", "", options, () -> PushDecoders.json(clock));
    }

    /** Expositions in Prometheus' text format or OpenMetrics; {@link PushGroup} reads the path. */
    public static PushReceiver text(IngestOptions options, Clock clock) {
        return new PushReceiver("text", "", options, PushDecoders.text(clock));
    }

    /** Graphite's plaintext lines. */
    public static PushReceiver graphite(IngestOptions options, Clock clock) {
        return new PushReceiver("graphite", "", options, () -> PushDecoders.graphite(clock));
    }

    /** The largest body that is worth reading; a larger one is refused. */
    public int maxBodyBytes() {
        return options.maxBodyBytes();
    }

    /**
     * Stores what is valid of the body. The result says what was not: a sender should hear of it,
     * but need not send the rest again.
     *
     * @throws MuninnException of kind LIMIT if the body is too large, of kind BAD_INPUT if it is
     *     broken (then nothing of it is stored), or as {@link SampleSink.Session#write}
     */
    public WriteResult receive(PushRequest request, SampleSink.Session session) {
        Workspace workspace = borrow();
        try {
            WriteResult result = receive(request, session, workspace);
            figures.stored(request.body().remaining(), result);
            return result;
        } catch (MuninnException e) {
            figures.refused(request.body().remaining(), e.kind());
            throw e;
        } finally {
            giveBack(workspace);
        }
    }

    private WriteResult receive(
            PushRequest request, SampleSink.Session session, Workspace workspace) {
        checkBodySize(request.body());
        String encoding = request.contentEncoding();
        Compression.parse(encoding.isEmpty() ? usualEncoding : encoding)
                .decode(request.body(), workspace.body, options.maxDecompressedBytes());
        workspace.rejections.clear();
        workspace.decoder.decode(request, workspace.body, workspace.batch, workspace.rejections);
        WriteResult written =
                workspace.batch.isEmpty()
                        ? WriteResult.EMPTY
                        : session.write(workspace.batch, Durability.SYNC);
        return workspace.rejections.addTo(written);
    }

    private void checkBodySize(ByteBuffer body) {
        if (body.remaining() > options.maxBodyBytes()) {
            throw MuninnException.limit(
                    "body has "
                            + body.remaining()
                            + " bytes, limit "
                            + options.maxBodyBytes()
                            + ": send smaller batches or raise ingest.max-body-bytes");
        }
    }

    private Workspace borrow() {
        Workspace workspace = idle.poll();
        if (workspace == null) {
            return new Workspace(decoders.get());
        }
        idleCount.decrementAndGet();
        return workspace;
    }

    private void giveBack(Workspace workspace) {
        workspace.batch.clear();
        workspace.body.clear();
        if (idleCount.incrementAndGet() > KEPT_WORKSPACES) {
            idleCount.decrementAndGet();
        } else {
            idle.addFirst(workspace);
        }
    }

    @Override
    public void report(Telemetry to) {
        figures.report(to);
    }

    /** What one request needs, used again by later ones. */
    private static final class Workspace {
        private final BodyBuffer body = new BodyBuffer();
        private final WriteBatch batch = new WriteBatch();
        private final Rejections rejections = new Rejections();
        private final PushDecoder decoder;

        Workspace(PushDecoder decoder) {
            this.decoder = decoder;
        }
    }
}
