package dev.muninn.web.remoteread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.web.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class RemoteReadRouteTest {

    private final TestServer server = TestServer.withEngine();

    @AfterEach
    void close() {
        server.close();
    }

    private static byte[] bytesOf(ProtoWriter message) {
        return Arrays.copyOf(message.array(), message.size());
    }

    private static byte[] request(long from, long to, int type, String name, String value) {
        return request(from, to, type, name, value, 0);
    }

    /** A request that prefers samples (0) or chunks (1). */
    private static byte[] request(
            long from, long to, int type, String name, String value, int preferred) {
        ProtoWriter matcher = new ProtoWriter();
        matcher.varint(1, type);
        matcher.string(2, name);
        matcher.string(3, value);
        ProtoWriter query = new ProtoWriter();
        query.varint(1, from);
        query.varint(2, to);
        query.message(3, matcher);
        ProtoWriter request = new ProtoWriter();
        request.message(1, query);
        request.bytes(2, new byte[] {(byte) preferred, (byte) (1 - preferred)}, 2);
        return bytesOf(request);
    }

    private HttpResponse<byte[]> post(byte[] body) throws Exception {
        return server.client.send(
                HttpRequest.newBuilder(server.uri("/api/v1/read"))
                        .header("Content-Encoding", "snappy")
                        .header("Content-Type", "application/x-protobuf")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private byte[] read(byte[] request) throws Exception {
        HttpResponse<byte[]> response = post(Snappy.compress(request));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-encoding")).hasValue("snappy");
        return Snappy.uncompress(response.body());
    }

    private static ProtoReader enter(ProtoReader message, int field) {
        int found = message.next();
        assertThat(found).isEqualTo(field);
        return message.message();
    }

    @Test
    void answersWithTheSamplesOfTheRange() throws Exception {
        Labels up = Labels.of("__name__", "up", "job", "a");
        server.store.add(up, 1_000, 1);
        server.store.add(up, 2_000, 2);
        server.store.add(up, 9_000, 3);
        server.store.add(Labels.of("__name__", "up", "job", "b"), 2_000, 3);

        byte[] response = read(request(1_500, 5_000, 2, "job", "[ac]"));

        ProtoReader series = enter(enter(new ProtoReader(response), 1), 1);
        ProtoReader label = enter(series, 1);
        assertThat(label.next()).isEqualTo(1);
        assertThat(label.string()).isEqualTo("__name__");
        ProtoReader job = enter(series, 1);
        assertThat(job.next()).isEqualTo(1);
        assertThat(job.string()).isEqualTo("job");
        ProtoReader sample = enter(series, 2);
        assertThat(sample.next()).isEqualTo(1);
        sample.skip();
        assertThat(sample.next()).isEqualTo(2);
        assertThat(sample.number()).isEqualTo(2_000);
        assertThat(series.next()).isZero();
        byte[] two = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(2).array();
        assertThat(HexFormat.of().formatHex(response)).contains(HexFormat.of().formatHex(two));
    }

    @Test
    void answersEachQueryEvenIfNothingMatches() throws Exception {
        assertThat(read(request(0, 1, 0, "job", "none"))).containsExactly(0x0a, 0);
        assertThat(read(request(0, 1, 3, "job", ".*"))).containsExactly(0x0a, 0);
    }

    @Test
    void answersWithNativeHistograms() throws Exception {
        NativeHistogram histogram =
                new NativeHistogram(
                        NativeHistogram.ResetHint.GAUGE,
                        -1,
                        0.5,
                        2,
                        5,
                        7.5,
                        new int[] {-2, 1},
                        new double[] {3},
                        new int[] {},
                        new double[] {},
                        new double[] {});
        server.store.add(Labels.of("__name__", "h"), 1_000, histogram);

        ProtoReader series =
                enter(enter(new ProtoReader(read(request(0, 5_000, 0, "__name__", "h"))), 1), 1);
        enter(series, 1);
        ProtoReader read = enter(series, 4);
        long schema = -1;
        long hint = -1;
        long time = -1;
        for (int field = read.next(); field != 0; field = read.next()) {
            switch (field) {
                case 4 -> schema = read.number();
                case 14 -> hint = read.number();
                case 15 -> time = read.number();
                default -> read.skip();
            }
        }
        assertThat(schema).isEqualTo(1);
        assertThat(hint).isEqualTo(3);
        assertThat(time).isEqualTo(1_000);
    }

    @Test
    void streamsChunksToWhoPrefersThem() throws Exception {
        Labels up = Labels.of("__name__", "up", "job", "a");
        for (int i = 0; i < 300; i++) {
            long jitter = i % 7 == 0 ? i * 17L : 0;
            server.store.add(up, 1_700_000_000_000L + i * 15_000L + jitter, value(i));
        }
        byte[] request = request(0, Long.MAX_VALUE / 2, 0, "__name__", "up", 1);

        HttpResponse<byte[]> response = post(Snappy.compress(request));

        assertThat(response.headers().firstValue("content-type"))
                .hasValue("application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse");
        ChunkStream stream = new ChunkStream(response.body());
        assertThat(stream.chunkSizes).containsExactly(120, 120, 60);
        for (int i = 0; i < 300; i++) {
            long jitter = i % 7 == 0 ? i * 17L : 0;
            assertThat(stream.times.get(i)).isEqualTo(1_700_000_000_000L + i * 15_000L + jitter);
            assertThat(stream.values.get(i)).isEqualTo(Double.valueOf(value(i)));
        }
    }

    private static double value(int i) {
        return switch (i % 5) {
            case 0 -> Double.NaN;
            case 1 -> i;
            case 2 -> i / 3.0;
            case 3 -> -1e300;
            default -> 7;
        };
    }

    @Test
    void refusesWhatIsNoRequest() throws Exception {
        byte[] claim = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 0};
        for (byte[] body :
                new byte[][] {
                    {},
                    {1, 2, 3},
                    claim,
                    Snappy.compress(new byte[] {0x0a, 0x7f}),
                    Snappy.compress(new byte[] {0x07}),
                    Snappy.compress(new byte[] {0x0a, 0}),
                    Snappy.compress(request(0, 1, 9, "a", "b")),
                    Snappy.compress(request(0, 1, 2, "a", "(")),
                    Snappy.compress(new byte[2 << 20])
                }) {
            assertThat(post(body).statusCode()).isEqualTo(400);
        }
    }
}
