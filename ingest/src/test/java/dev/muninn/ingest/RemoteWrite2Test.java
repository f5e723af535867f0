package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteResult;
import dev.muninn.testkit.MemoryStore;
import dev.muninn.testkit.ProtobufWriter;
import dev.muninn.testkit.RemoteWrite2Encoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteWrite2Test {

    private static final String TYPE =
            "application/x-protobuf;proto=io.prometheus.write.v2.Request";

    private final MemoryStore store = new MemoryStore();
    private final PushReceiver receiver = PushReceiver.remoteWrite(IngestOptions.defaults());

    private WriteResult push(byte[] plain) {
        PushRequest snappy = PushBodies.snappy(plain);
        return receiver.receive(
                new PushRequest(snappy.body(), TYPE, "snappy"), store.session("test"));
    }

    private List<String> stored() {
        List<String> lines = new ArrayList<>();
        try (SeriesSet set = store.select(new Selection(TimeRange.ALL, List.of()))) {
            for (int i = 0; i < set.size(); i++) {
                SampleBuffer buffer = new SampleBuffer();
                set.read(i, buffer);
                for (int j = 0; j < buffer.size(); j++) {
                    long[] starts = buffer.startTimestamps();
                    lines.add(
                            set.labels(i)
                                    + " "
                                    + buffer.values()[j]
                                    + " @"
                                    + buffer.timestamps()[j]
                                    + (starts == null ? "" : " since " + starts[j]));
                }
            }
        }
        return lines;
    }

    @Test
    void storesSeriesWhoseLabelsDifferAnywhere() {
        push(
                new RemoteWrite2Encoder()
                        .series(Labels.of("__name__", "a", "host", "x", "zone", "1"))
                        .sample(1, 1)
                        .series(Labels.of("__name__", "a", "host", "y", "zone", "1"))
                        .sample(1, 2)
                        .series(Labels.of("__name__", "a", "host", "y", "zone", "2"))
                        .sample(1, 3)
                        .series(Labels.of("__name__", "a", "host", "y"))
                        .sample(1, 4)
                        .series(Labels.of("__name__", "b", "host", "ü".repeat(100)))
                        .sample(1, 5)
                        .encode());
        assertThat(stored())
                .containsExactlyInAnyOrder(
                        "a{host=\"x\", zone=\"1\"} 1.0 @1",
                        "a{host=\"y\", zone=\"1\"} 2.0 @1",
                        "a{host=\"y\", zone=\"2\"} 3.0 @1",
                        "a{host=\"y\"} 4.0 @1",
                        "b{host=\"" + "ü".repeat(100) + "\"} 5.0 @1");
    }

    @Test
    void readsReferencesWhereverTheyStandInASeries() {
        ProtobufWriter sample = new ProtobufWriter();
        sample.doubleField(1, 7);
        sample.varintField(2, 1);
        ProtobufWriter usual = series(packed(1, 2, 3, 4), sample);
        ProtobufWriter behind = new ProtobufWriter();
        behind.messageField(2, sample);
        behind.messageField(1, packed(1, 2, 3, 5));
        ProtobufWriter inPieces = series(packed(1, 2, 3), sample);
        inPieces.varintField(1, 6);
        ProtobufWriter oneByOne = new ProtobufWriter();
        oneByOne.varintField(1, 1);
        oneByOne.varintField(1, 7);
        oneByOne.messageField(2, sample);
        ProtobufWriter request = new ProtobufWriter();
        for (String symbol : List.of("", "__name__", "up", "job", "a", "b", "c", "down")) {
            request.stringField(4, symbol);
        }
        for (ProtobufWriter series : List.of(usual, behind, inPieces, usual, oneByOne)) {
            request.messageField(5, series);
        }
        push(request.toByteArray());
        assertThat(stored())
                .containsExactlyInAnyOrder(
                        "up{job=\"a\"} 7.0 @1",
                        "up{job=\"b\"} 7.0 @1",
                        "up{job=\"c\"} 7.0 @1",
                        "down{} 7.0 @1");
    }

    private static ProtobufWriter packed(int... references) {
        ProtobufWriter packed = new ProtobufWriter();
        for (int reference : references) {
            packed.varint(reference);
        }
        return packed;
    }

    private static ProtobufWriter series(ProtobufWriter references, ProtobufWriter sample) {
        ProtobufWriter series = new ProtobufWriter();
        series.messageField(1, references);
        series.messageField(2, sample);
        return series;
    }

    @Test
    void readsSymbolsWhereverTheyStandInTheRequest() {
        byte[] whole =
                new RemoteWrite2Encoder()
                        .series(Labels.of("__name__", "a", "host", "x"))
                        .sample(1, 1)
                        .exemplar(new Exemplar(Labels.of("trace", "t1"), 1, 1))
                        .metadata(MetricMetadata.Type.GAUGE, "help", "unit")
                        .encode();
        // The only series comes last and is moved to the front, before all symbols it needs.
        int start = lastField(whole);
        byte[] series = Arrays.copyOfRange(whole, start, whole.length);
        ProtobufWriter moved = new ProtobufWriter();
        moved.raw(series, series.length);
        moved.raw(whole, start);
        WriteResult result = push(moved.toByteArray());
        assertThat(result.exemplars()).isEqualTo(1);
        assertThat(stored()).containsExactly("a{host=\"x\"} 1.0 @1");
        assertThat(store.metadata("a", 10).items()).hasSize(1);
    }

    /** Where the last field of a request starts; all have lengths below 128. */
    private static int lastField(byte[] request) {
        int at = 0;
        while (at + 2 + request[at + 1] < request.length) {
            at += 2 + request[at + 1];
        }
        return at;
    }

    @Test
    void tellsSymbolsApartThatBeginAlike() {
        RemoteWrite2Encoder request = new RemoteWrite2Encoder();
        List<String> expected = new ArrayList<>();
        for (int length = 1; length < 200; length += 3) {
            for (String last : List.of("a", "b")) {
                String value = "x".repeat(length) + last;
                request.series(Labels.of("__name__", "m", "path", value, "zone", "1"))
                        .sample(1, length);
                expected.add("m{path=\"" + value + "\", zone=\"1\"} " + (double) length + " @1");
            }
        }
        push(request.encode());
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void storesStartTimestamps() {
        push(
                new RemoteWrite2Encoder()
                        .series(Labels.of("__name__", "a"))
                        .sample(10, 1, 5)
                        .sample(20, 2, 15)
                        .encode());
        assertThat(stored()).containsExactly("a{} 1.0 @10 since 5", "a{} 2.0 @20 since 15");
    }

    @Test
    void countsWhatIsWrittenForTheAnswersHeaders() {
        NativeHistogram histogram =
                new NativeHistogram(
                        NativeHistogram.ResetHint.UNKNOWN,
                        0,
                        0,
                        1,
                        4,
                        6,
                        new int[] {0, 2},
                        new double[] {1, 2},
                        new int[0],
                        new double[0],
                        new double[0]);
        WriteResult result =
                push(
                        new RemoteWrite2Encoder()
                                .series(Labels.of("__name__", "a"))
                                .sample(1, 1)
                                .exemplar(new Exemplar(Labels.of("trace_id", "t"), 1, 1))
                                .series(Labels.of("__name__", "h"))
                                .histogram(1, histogram)
                                .encode());
        assertThat(result).isEqualTo(new WriteResult(1, 1, 1, List.of()));
    }

    @Test
    void storesMetadataOfEachMetricOnce() {
        push(
                new RemoteWrite2Encoder()
                        .series(Labels.of("__name__", "h_bucket", "le", "1"))
                        .metadata(MetricMetadata.Type.HISTOGRAM, "Sizes.", "bytes")
                        .series(Labels.of("__name__", "h_bucket", "le", "2"))
                        .metadata(MetricMetadata.Type.HISTOGRAM, "Sizes.", "bytes")
                        .series(Labels.of("__name__", "c_count"))
                        .metadata(MetricMetadata.Type.COUNTER, "", "")
                        .encode());
        assertThat(store.metadata("", 0).items())
                .containsExactly(
                        new MetricMetadata("c_count", MetricMetadata.Type.COUNTER, "", ""),
                        new MetricMetadata("h", MetricMetadata.Type.HISTOGRAM, "Sizes.", "bytes"));
    }

    @Test
    void refusesReferencesOutsideTheSymbols() {
        ProtobufWriter references = new ProtobufWriter();
        references.varint(0);
        references.varint(99);
        assertThatThrownBy(() -> push(requestWithReferences(references)))
                .hasMessage("reference 99 is outside the 1 symbols");
        references.clear();
        references.varint(-1L);
        assertThatThrownBy(() -> push(requestWithReferences(references)))
                .hasMessageContaining("is outside the 1 symbols");
        references.clear();
        references.varint(0);
        assertThatThrownBy(() -> push(requestWithReferences(references)))
                .hasMessageContaining("odd number");
    }

    private static byte[] requestWithReferences(ProtobufWriter references) {
        ProtobufWriter series = new ProtobufWriter();
        series.messageField(1, references);
        ProtobufWriter request = new ProtobufWriter();
        request.stringField(4, "");
        request.messageField(5, series);
        return request.toByteArray();
    }

    @Test
    void everyTruncationIsRefusedOrStoredButNeverFails() {
        byte[] plain =
                new RemoteWrite2Encoder()
                        .series(Labels.of("__name__", "a", "b", "c"))
                        .sample(1, 1, 1)
                        .exemplar(new Exemplar(Labels.of("trace_id", "t"), 1, 1))
                        .metadata(MetricMetadata.Type.GAUGE, "help", "unit")
                        .encode();
        for (int length = 0; length < plain.length; length++) {
            try {
                assertThat(push(Arrays.copyOf(plain, length)).samples()).isLessThanOrEqualTo(1);
            } catch (MuninnException e) {
                assertThat(e.kind()).isEqualTo(MuninnException.Kind.BAD_INPUT);
            }
        }
    }

    @Test
    void refusesManyReferencesToOneLongSymbol() {
        PushReceiver small = PushReceiver.remoteWrite(new IngestOptions(1 << 20, 1 << 20));
        RemoteWrite2Encoder encoder = new RemoteWrite2Encoder();
        for (int i = 0; i < 100; i++) {
            encoder.series(Labels.of("__name__", "a", "i", "" + i, "long", "x".repeat(100_000)));
        }
        PushRequest snappy = PushBodies.snappy(encoder.encode());
        PushRequest bomb = new PushRequest(snappy.body(), TYPE, "snappy");
        assertThatThrownBy(() -> small.receive(bomb, store.session("test")))
                .hasMessageContaining("labels of the request exceed 1048576 bytes")
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.LIMIT);
    }

    @Test
    void refusesAnotherMessage() {
        PushRequest request =
                new PushRequest(
                        PushBodies.snappy(new byte[0]).body(),
                        "application/x-protobuf;proto=io.prometheus.write.v3.Request",
                        "snappy");
        assertThatThrownBy(() -> receiver.receive(request, store.session("test")))
                .hasMessageContaining("send prometheus.WriteRequest or");
    }
}
