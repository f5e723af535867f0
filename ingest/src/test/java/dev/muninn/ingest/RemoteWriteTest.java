package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Append;
import dev.muninn.model.Exemplar;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteResult;
import dev.muninn.testkit.MemoryStore;
import dev.muninn.testkit.ProtobufWriter;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class RemoteWriteTest {

    private static final Labels UP = Labels.of("__name__", "up", "job", "a");
    private static final Labels LOAD = Labels.of("__name__", "load", "host", "ä");

    private final MemoryStore store = new MemoryStore();
    private final PushReceiver receiver = PushReceiver.remoteWrite(IngestOptions.defaults());

    private WriteResult push(byte[] plain) {
        return receiver.receive(PushBodies.snappy(plain), store.session("test"));
    }

    private SampleBuffer samples(Labels labels) {
        SampleBuffer buffer = new SampleBuffer();
        try (SeriesSet set = store.select(new Selection(TimeRange.ALL, List.of()))) {
            for (int i = 0; i < set.size(); i++) {
                if (set.labels(i).equals(labels)) {
                    set.read(i, buffer);
                }
            }
        }
        return buffer;
    }

    private static NativeHistogram histogram(double... buckets) {
        return new NativeHistogram(
                ResetHint.GAUGE,
                3,
                0.001,
                2,
                Arrays.stream(buckets).sum() + 2,
                18.4,
                new int[] {-2, 1, 3, buckets.length - 1},
                buckets,
                new int[] {},
                new double[] {},
                new double[] {});
    }

    @Test
    void storesSamplesOfManySeries() {
        WriteResult result =
                push(
                        new RemoteWriteEncoder()
                                .series(UP)
                                .sample(1000, 1)
                                .sample(2000, Staleness.MARKER)
                                .series(LOAD)
                                .sample(-5, Double.NEGATIVE_INFINITY)
                                .encode());
        assertThat(result).isEqualTo(new WriteResult(3, 0, 0, List.of()));
        assertThat(samples(UP).size()).isEqualTo(2);
        assertThat(samples(UP).values()[0]).isEqualTo(1);
        assertThat(Staleness.isMarker(samples(UP).values()[1])).isTrue();
        assertThat(samples(LOAD).timestamps()[0]).isEqualTo(-5);
    }

    @Test
    void storesTimesOfEveryMagnitude() {
        List<Long> times = new ArrayList<>();
        for (int bits = 0; bits < 64; bits++) {
            times.add((1L << bits) - 1);
            times.add(1L << bits);
        }
        times.add(-1L);
        for (long time : times) {
            // Alone, so that nothing stands behind it, and once more with more behind it.
            push(new RemoteWriteEncoder().series(UP).sample(time, (double) time).encode());
            push(
                    new RemoteWriteEncoder()
                            .series(LOAD)
                            .sample(time, (double) time)
                            .sample(5, 5)
                            .encode());
        }
        Long[] expected = times.stream().distinct().sorted().toArray(Long[]::new);
        assertThat(timesOf(UP)).containsExactly(expected);
        assertThat(timesOf(LOAD)).contains(expected);
    }

    private List<Long> timesOf(Labels labels) {
        SampleBuffer samples = samples(labels);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            assertThat(samples.values()[i]).isEqualTo((double) samples.timestamps()[i]);
            times.add(samples.timestamps()[i]);
        }
        return times;
    }

    @Test
    void storesIntegerAndFloatHistograms() {
        NativeHistogram integer = histogram(5, 3, 9);
        NativeHistogram fraction = histogram(0.5, 3.25, 9);
        WriteResult result =
                push(
                        new RemoteWriteEncoder()
                                .series(UP)
                                .histogram(1, integer)
                                .floatHistogram(2, fraction)
                                .encode());
        assertThat(result.histograms()).isEqualTo(2);
        assertThat(samples(UP).histogram(0)).isEqualTo(integer);
        assertThat(samples(UP).histogram(1)).isEqualTo(fraction);
    }

    /** What the sender had before may be missing here, and then there is a reset. */
    @Test
    void doesNotBelieveThatThereWasNoReset() {
        RemoteWriteEncoder request = new RemoteWriteEncoder().series(UP);
        for (ResetHint hint : ResetHint.values()) {
            request.histogram(hint.ordinal(), histogram(5, 3, 9).withResetHint(hint));
        }
        push(request.encode());
        assertThat(IntStream.range(0, 4).mapToObj(samples(UP)::histogram))
                .extracting(NativeHistogram::resetHint)
                .containsExactly(
                        ResetHint.UNKNOWN, ResetHint.RESET, ResetHint.UNKNOWN, ResetHint.GAUGE);
    }

    @Test
    void storesExemplarsAndMetadata() {
        Exemplar exemplar = new Exemplar(Labels.of("trace_id", "abc"), 0.3, 1500);
        MetricMetadata about =
                new MetricMetadata("up", MetricMetadata.Type.STATE_SET, "Is it up?", "bool");
        push(
                new RemoteWriteEncoder()
                        .series(UP)
                        .sample(1, 1)
                        .exemplar(exemplar)
                        .metadata(about)
                        .encode());
        assertThat(store.exemplars(List.of(), TimeRange.ALL).items().getFirst().exemplars())
                .containsExactly(exemplar);
        assertThat(store.metadata("up", 0).items()).containsExactly(about);
    }

    @Test
    void readsLabelsThatAreScatteredOrHaveUnknownFields() {
        ProtobufWriter name = new ProtobufWriter();
        name.stringField(2, "up");
        name.stringField(9, "from the future");
        name.stringField(1, "__name__");
        ProtobufWriter job = new ProtobufWriter();
        job.stringField(1, "job");
        job.stringField(2, "a");
        ProtobufWriter sample = new ProtobufWriter();
        sample.doubleField(1, 7);
        sample.varintField(2, 1000);
        ProtobufWriter series = new ProtobufWriter();
        series.messageField(1, name);
        series.messageField(2, sample);
        series.messageField(1, job);
        ProtobufWriter request = new ProtobufWriter();
        byte[] plain = new RemoteWriteEncoder().series(LOAD).sample(1, 1).encode();
        request.raw(plain, plain.length);
        request.messageField(1, series);
        assertThat(push(request.toByteArray()).samples()).isEqualTo(2);
        assertThat(samples(UP).values()[0]).isEqualTo(7);
    }

    @Test
    void storesTheRestWhenOneSeriesIsBad() {
        byte[] twice = concat(LabelBytes.encode(UP), LabelBytes.encode(Labels.of("job", "b")));
        WriteResult result =
                push(
                        new RemoteWriteEncoder()
                                .series(twice)
                                .sample(1, 1)
                                .sample(2, 1)
                                .series(LOAD)
                                .sample(1, 1)
                                .encode());
        assertThat(result.samples()).isEqualTo(1);
        assertThat(result.rejections())
                .singleElement()
                .satisfies(
                        rejection -> {
                            assertThat(rejection.reason()).isEqualTo(Append.INVALID_LABELS);
                            assertThat(rejection.samples()).isEqualTo(2);
                            assertThat(rejection.firstMessage()).contains("\"job\" occurs twice");
                        });
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void rejectsHistogramWhoseSpansDoNotFitItsBuckets() {
        ProtobufWriter span = new ProtobufWriter();
        span.zigzagField(1, 0);
        span.varintField(2, 1L << 31);
        ProtobufWriter histogram = new ProtobufWriter();
        histogram.messageField(11, span);
        histogram.varintField(15, 1);
        ProtobufWriter series = new ProtobufWriter();
        byte[] labels = LabelBytes.encode(UP);
        series.raw(labels, labels.length);
        series.messageField(4, histogram);
        ProtobufWriter request = new ProtobufWriter();
        request.messageField(1, series);
        WriteResult result = push(request.toByteArray());
        assertThat(result.histograms()).isZero();
        assertThat(result.rejections())
                .extracting(WriteResult.Rejection::reason)
                .containsExactly(Append.INVALID_HISTOGRAM);
    }

    @Test
    void storesNothingOfARequestThatIsBrokenAtItsEnd() {
        byte[] plain = new RemoteWriteEncoder().series(UP).sample(1, 1).encode();
        byte[] broken = concat(plain, new byte[] {0x0a, 0x7f, 1});
        assertThatThrownBy(() -> push(broken))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("broken at byte " + (plain.length + 1));
        assertThat(samples(UP).size()).isZero();
    }

    @Test
    void everyTruncationIsRefusedOrStoredButNeverFails() {
        byte[] plain =
                new RemoteWriteEncoder()
                        .series(UP)
                        .sample(1, 1)
                        .exemplar(new Exemplar(Labels.of("a", "b"), 1, 1))
                        .histogram(2, histogram(1, 2, 3))
                        .metadata(new MetricMetadata("up", MetricMetadata.Type.GAUGE, "help", "s"))
                        .encode();
        int refused = 0;
        for (int length = 0; length < plain.length; length++) {
            byte[] cut = Arrays.copyOf(plain, length);
            try {
                assertThat(push(cut).rejectedSamples()).isZero();
            } catch (MuninnException e) {
                assertThat(e.kind()).isEqualTo(MuninnException.Kind.BAD_INPUT);
                refused++;
            }
        }
        assertThat(refused).isEqualTo(plain.length - 2);
    }

    @Test
    void everyFlippedByteIsRefusedOrStoredButNeverFails() {
        byte[] plain =
                new RemoteWriteEncoder()
                        .series(UP)
                        .sample(1, 1)
                        .histogram(2, histogram(1, 2, 3))
                        .encode();
        for (int at = 0; at < plain.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = plain.clone();
                flipped[at] ^= (byte) (1 << bit);
                try {
                    assertThat(push(flipped)).isNotNull();
                } catch (MuninnException e) {
                    assertThat(e.kind()).isEqualTo(MuninnException.Kind.BAD_INPUT);
                }
            }
        }
    }

    @Test
    void refusesABombByItsDeclaredLength() {
        PushReceiver small = PushReceiver.remoteWrite(new IngestOptions(10_000, 100_000));
        PushRequest bomb = PushBodies.snappy(new byte[150_000]);
        assertThat(bomb.body().remaining()).isLessThan(10_000);
        assertThatThrownBy(() -> small.receive(bomb, store.session("test")))
                .hasMessageContaining("raise ingest.max-decompressed-bytes")
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.LIMIT);
    }

    @Test
    void refusesABodyThatIsTooLongAsItArrives() {
        PushReceiver small = PushReceiver.remoteWrite(new IngestOptions(10, 100_000));
        PushRequest long11 = new PushRequest(ByteBuffer.allocate(11), "", "snappy");
        assertThatThrownBy(() -> small.receive(long11, store.session("test")))
                .hasMessageContaining("limit 10")
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.LIMIT);
    }

    @Test
    void refusesALengthThatTheBytesCannotHold() {
        byte[] liar = {(byte) 0x80, (byte) 0x80, (byte) 0x80, 0x01, 0, 0};
        assertThatThrownBy(
                        () ->
                                receiver.receive(
                                        new PushRequest(ByteBuffer.wrap(liar), "", "snappy"),
                                        store.session("test")))
                .hasMessageContaining("not valid snappy")
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.BAD_INPUT);
    }

    @Test
    void refusesBodiesThatAreNotSnappy() {
        for (byte[] junk :
                new byte[][] {
                    {}, {1}, "hello world".getBytes(StandardCharsets.UTF_8), new byte[100]
                }) {
            PushRequest request = new PushRequest(ByteBuffer.wrap(junk), "", "snappy");
            assertThatThrownBy(() -> receiver.receive(request, store.session("test")))
                    .isInstanceOf(MuninnException.class);
        }
    }

    @Test
    void takesABodyFromTheMiddleOfABuffer() throws Exception {
        byte[] compressed =
                Snappy.compress(new RemoteWriteEncoder().series(UP).sample(1, 1).encode());
        ByteBuffer direct = ByteBuffer.allocateDirect(compressed.length + 8);
        direct.position(4).limit(4 + compressed.length);
        direct.duplicate().put(compressed);
        PushRequest request = new PushRequest(direct, "application/x-protobuf", "snappy");
        assertThat(receiver.receive(request, store.session("test")).samples()).isEqualTo(1);
    }

    @Test
    void refusesAnotherContentType() {
        PushRequest plain = PushBodies.snappy(new byte[] {1});
        PushRequest json = new PushRequest(plain.body(), "application/json", "snappy");
        assertThatThrownBy(() -> receiver.receive(json, store.session("test")))
                .hasMessageContaining("send application/x-protobuf");
    }

    @Test
    void takesAnEmptyRequest() {
        assertThat(push(new byte[0])).isEqualTo(WriteResult.EMPTY);
    }
}
