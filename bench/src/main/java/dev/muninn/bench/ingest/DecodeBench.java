package dev.muninn.bench.ingest;

import dev.muninn.ingest.IngestOptions;
import dev.muninn.ingest.PushReceiver;
import dev.muninn.ingest.PushRequest;
import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SystemClock;
import dev.muninn.model.WriteResult;
import dev.muninn.testkit.ProtobufWriter;
import dev.muninn.testkit.RemoteWrite2Encoder;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.xerial.snappy.Snappy;

/** Time per sample of the push protocols, from the body to the batch; nothing is stored. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecodeBench {

    private static final int SERIES = 2_000;
    private static final long TIME_MILLIS = 1_700_000_000_000L;

    private final SampleSink.Session nowhere =
            (batch, durability) -> new WriteResult(batch.sampleCount(), 0, 0, List.of());
    private final PushReceiver remoteWriteReceiver =
            PushReceiver.remoteWrite(IngestOptions.defaults());
    private final PushReceiver otlpReceiver = PushReceiver.otlp(IngestOptions.defaults());
    private final PushReceiver textReceiver =
            PushReceiver.text(IngestOptions.defaults(), SystemClock.INSTANCE);
    private byte[] remoteWriteBody = {};
    private byte[] remoteWrite2Body = {};
    private byte[] otlpBody = {};
    private byte[] textBody = {};

    @Setup
    public void makeBodies() throws IOException {
        RemoteWriteEncoder write = new RemoteWriteEncoder();
        RemoteWrite2Encoder write2 = new RemoteWrite2Encoder();
        ProtobufWriter gauge = new ProtobufWriter();
        StringBuilder text = new StringBuilder("# TYPE http_requests_total counter\n");
        for (int i = 0; i < SERIES; i++) {
            write.series(labels(i)).sample(TIME_MILLIS, i);
            write2.series(labels(i)).sample(TIME_MILLIS, i);
            gauge.messageField(1, point(i));
            text.append(
                    "http_requests_total{job=\"shop\",instance=\"one\",method=\"GET\",route=\"/orders/%d\",status=\"200\"} %d%n"
                            .formatted(i, i));
        }
        remoteWriteBody = Snappy.compress(write.encode());
        remoteWrite2Body = Snappy.compress(write2.encode());
        otlpBody = otlpRequest(gauge);
        textBody = text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Labels labels(int i) {
        return Labels.of(
                "__name__", "http_requests_total",
                "instance", "one",
                "job", "shop",
                "method", "GET",
                "route", "/orders/" + i,
                "status", "200");
    }

    private static ProtobufWriter point(int i) {
        ProtobufWriter point = new ProtobufWriter();
        point.fixed64Field(2, (TIME_MILLIS - 60_000) * 1_000_000);
        point.fixed64Field(3, TIME_MILLIS * 1_000_000);
        point.doubleField(4, i);
        point.messageField(7, attribute("method", "GET"));
        point.messageField(7, attribute("route", "/orders/" + i));
        point.messageField(7, attribute("status", "200"));
        return point;
    }

    private static ProtobufWriter attribute(String key, String text) {
        ProtobufWriter value = new ProtobufWriter();
        value.stringField(1, text);
        ProtobufWriter attribute = new ProtobufWriter();
        attribute.stringField(1, key);
        attribute.messageField(2, value);
        return attribute;
    }

    private static byte[] otlpRequest(ProtobufWriter sum) {
        sum.varintField(2, 2);
        sum.varintField(3, 1);
        ProtobufWriter metric = new ProtobufWriter();
        metric.stringField(1, "http.requests");
        metric.messageField(7, sum);
        ProtobufWriter scope = new ProtobufWriter();
        scope.messageField(2, metric);
        ProtobufWriter resource = new ProtobufWriter();
        resource.messageField(1, attribute("service.name", "shop"));
        resource.messageField(1, attribute("service.instance.id", "one"));
        ProtobufWriter ofResource = new ProtobufWriter();
        ofResource.messageField(1, resource);
        ofResource.messageField(2, scope);
        ProtobufWriter request = new ProtobufWriter();
        request.messageField(1, ofResource);
        return request.toByteArray();
    }

    @Benchmark
    @OperationsPerInvocation(SERIES)
    public WriteResult remoteWrite() {
        return receive(remoteWriteReceiver, remoteWriteBody, "application/x-protobuf", "snappy");
    }

    @Benchmark
    @OperationsPerInvocation(SERIES)
    public WriteResult remoteWrite2() {
        return receive(
                remoteWriteReceiver,
                remoteWrite2Body,
                "application/x-protobuf;proto=io.prometheus.write.v2.Request",
                "snappy");
    }

    @Benchmark
    @OperationsPerInvocation(SERIES)
    public WriteResult otlp() {
        return receive(otlpReceiver, otlpBody, "application/x-protobuf", "");
    }

    @Benchmark
    @OperationsPerInvocation(SERIES)
    public WriteResult pushedText() {
        return receive(textReceiver, textBody, "text/plain", "");
    }

    private WriteResult receive(
            PushReceiver receiver, byte[] body, String contentType, String contentEncoding) {
        return receiver.receive(
                new PushRequest(ByteBuffer.wrap(body), contentType, contentEncoding), nowhere);
    }
}
