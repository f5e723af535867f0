package dev.muninn.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Append;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class PushRoutesTest {

    private static final Labels UP = Labels.of("__name__", "up", "job", "a");

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    /** A write request of one series with one sample; all lengths fit one byte. */
    private static byte[] request(Labels labels, double value, long timeMillis) throws IOException {
        ByteArrayOutputStream series = new ByteArrayOutputStream();
        series.write(LabelBytes.encode(labels));
        series.write(new byte[] {0x12, 19, 0x09});
        series.write(
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
        series.write(0x10);
        for (int i = 0; i < 9; i++) {
            series.write((int) (timeMillis >>> (7 * i) & 0x7f) | (i < 8 ? 0x80 : 0));
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(0x0a);
        request.write(series.size());
        request.write(series.toByteArray());
        return Snappy.compress(request.toByteArray());
    }

    private void refuseWith(MuninnException.Kind kind, String message) {
        server.sink =
                (batch, durability) -> {
                    throw new MuninnException(kind, message);
                };
    }

    @Test
    void storesWhatIsPushed() throws Exception {
        HttpResponse<String> response = server.push(request(UP, 2.5, 1_700_000_000_000L));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
        assertThat(response.headers().firstValue("muninn-durability")).hasValue("sync");
        assertThat(response.headers().firstValue("x-prometheus-remote-write-samples-written"))
                .hasValue("1");
        try (var found =
                server.store.select(
                        new Selection(TimeRange.ALL, List.of(Matcher.equal("job", "a"))))) {
            SampleBuffer samples = new SampleBuffer();
            found.read(0, samples);
            assertThat(found.labels(0)).isEqualTo(UP);
            assertThat(samples.timestamps()[0]).isEqualTo(1_700_000_000_000L);
            assertThat(samples.values()[0]).isEqualTo(2.5);
        }
    }

    @Test
    void tellsWhatWasNotStored() throws Exception {
        server.sink =
                (batch, durability) ->
                        new WriteResult(
                                2,
                                0,
                                0,
                                List.of(
                                        new WriteResult.Rejection(
                                                Append.TOO_OLD, 1, "by an hour")));

        HttpResponse<String> response = server.push(request(UP, 1, 1_000));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("1 samples not stored, 2 stored: 1 too-old (by an hour)\n");
    }

    @Test
    void asksToTryAgainWhereThatHelps() throws Exception {
        refuseWith(MuninnException.Kind.BUSY, "queue is full");
        HttpResponse<String> busy = server.push(request(UP, 1, 1_000));
        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.headers().firstValue("retry-after")).hasValue("1");
        assertThat(busy.body()).isEqualTo("queue is full\n");

        refuseWith(MuninnException.Kind.UNAVAILABLE, "disk is full");
        HttpResponse<String> down = server.push(request(UP, 1, 1_000));
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.headers().firstValue("retry-after")).hasValue("1");
    }

    @Test
    void refusesWhatIsNoPush() throws Exception {
        assertThat(server.push("no snappy".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(400);
        assertThat(server.push(Snappy.compress(new byte[] {0x0a, 0x7f, 1})).statusCode())
                .isEqualTo(400);
        assertThat(server.push(new byte[0]).statusCode()).isEqualTo(400);
        HttpResponse<String> text =
                server.post("/api/v1/write", "up 1", "Content-Type", "text/plain");
        assertThat(text.statusCode()).isEqualTo(400);
        assertThat(text.headers().firstValue("retry-after")).isEmpty();
    }

    @Test
    void refusesBombsBeforeInflatingThem() throws Exception {
        byte[] bomb = Snappy.compress(new byte[10 << 20]);
        // What the stream claims is larger than is taken; nothing is allocated for it.
        byte[] claim = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 0};

        assertThat(server.push(claim).statusCode()).isIn(400, 413);
        assertThat(server.push(bomb).statusCode()).isEqualTo(413);
        assertThat(server.push(request(UP, 1, 5_000)).statusCode()).isEqualTo(204);
    }

    @Test
    void bodiesOneAfterTheOtherStayApart() throws Exception {
        List<Integer> counts = new ArrayList<>();
        server.sink =
                (batch, durability) -> {
                    counts.add(batch.sampleCount());
                    return new WriteResult(batch.sampleCount(), 0, 0, List.of());
                };

        // Long enough for the arrays that are used again, the longest first.
        for (int lines : List.of(2_000, 1_500, 1_000)) {
            String body = "up,job=a value=1 1700000000\n".repeat(lines);
            assertThat(server.post("/write?precision=s", body).statusCode()).isEqualTo(204);
        }

        assertThat(counts).containsExactly(2_000, 1_500, 1_000);
    }

    @Test
    void requestsThatAreSentAtOnceAndInChunksStayApart() throws Exception {
        List<Integer> counts = new ArrayList<>();
        server.sink =
                (batch, durability) -> {
                    counts.add(batch.sampleCount());
                    return new WriteResult(batch.sampleCount(), 0, 0, List.of());
                };
        String line = "up,job=a value=1 1700000000\n";
        String head = "POST /write?precision=s HTTP/1.1\r\nHost: localhost\r\n";

        // The second and the third wait in the server until the one before is answered.
        String answers =
                server.raw(
                        (head + "Content-Length: " + 3_000 * line.length() + "\r\n\r\n")
                                + line.repeat(3_000)
                                + (head + "Transfer-Encoding: chunked\r\n\r\n")
                                + chunk(line.repeat(1_500))
                                + chunk("up,job=a ")
                                + chunk("value=1 1700000000\n")
                                + "0\r\n\r\n"
                                + (head + "Connection: close\r\nContent-Length: ")
                                + (1_000 * line.length() + "\r\n\r\n")
                                + line.repeat(1_000));

        assertThat(counts).containsExactly(3_000, 1_501, 1_000);
        assertThat(answers.split("HTTP/1.1 204 No Content", -1)).hasSize(4);
    }

    @Test
    void takesBodiesWhoseLastByteComesAlone() throws Exception {
        List<Integer> counts = new ArrayList<>();
        server.sink =
                (batch, durability) -> {
                    counts.add(batch.sampleCount());
                    return new WriteResult(batch.sampleCount(), 0, 0, List.of());
                };
        byte[] body = "up,job=a value=1 1700000000\n".repeat(6_000).getBytes(US_ASCII);
        String head = "POST /write?precision=s HTTP/1.1\r\nHost: localhost\r\nContent-Length: ";

        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            for (int length : List.of(body.length, body.length / 2, body.length / 6_000)) {
                out.write((head + length + "\r\n\r\n").getBytes(US_ASCII));
                out.write(body, 0, length - 1);
                out.write(body[length - 1]);
                assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                        .isEqualTo("HTTP/1.1 204");
                skipHead(socket.getInputStream());
            }
        }

        assertThat(counts).containsExactly(6_000, 3_000, 1);
    }

    private static void skipHead(InputStream in) throws IOException {
        int lineFeeds = 0;
        while (lineFeeds < 2) {
            int read = in.read();
            lineFeeds = read == '\n' ? lineFeeds + 1 : read == '\r' ? lineFeeds : 0;
            assertThat(read).isNotNegative();
        }
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
