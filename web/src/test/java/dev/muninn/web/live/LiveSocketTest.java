package dev.muninn.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import dev.muninn.web.FakeQueries;
import dev.muninn.web.TestServer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The live socket's frames, byte by byte. */
class LiveSocketTest {

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static TestServer server;

    @BeforeAll
    static void open() {
        server = new TestServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private record Received(int opcode, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            assertThat(opcode).as(text()).isEqualTo(CLOSE);
            return ByteBuffer.wrap(payload).getShort();
        }
    }

    /** A client that writes what no library would. */
    private static final class RawClient implements AutoCloseable {

        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        RawClient() throws IOException {
            socket = server.connect();
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
            String request =
                    String.join(
                            "\r\n",
                            "GET /api/v1/live HTTP/1.1",
                            "Host: 127.0.0.1:" + server.web.port(),
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                            "Sec-WebSocket-Protocol: " + LiveRoute.JSON_PROTOCOL,
                            "Sec-WebSocket-Extensions: permessage-deflate",
                            "",
                            "");
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            String head = head();
            assertThat(head)
                    .startsWith("HTTP/1.1 101")
                    .containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .doesNotContainIgnoringCase("permessage-deflate");
        }

        private String head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            return head.toString();
        }

        void hello() throws IOException {
            text("{\"type\":\"hello\",\"id\":1}");
            assertThat(next().text()).startsWith("{\"type\":\"welcome\"");
        }

        void text(String text) throws IOException {
            frame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        void frame(int firstByte, byte[] payload) throws IOException {
            out.writeByte(firstByte);
            if (payload.length < 126) {
                out.writeByte(0x80 | payload.length);
            } else if (payload.length < 65_536) {
                out.writeByte(0x80 | 126);
                out.writeShort(payload.length);
            } else {
                out.writeByte(0x80 | 127);
                out.writeLong(payload.length);
            }
            // A mask of zeros leaves the payload as it is.
            out.writeInt(0);
            out.write(payload);
            out.flush();
        }

        void closing(int code) throws IOException {
            frame(0x80 | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
        }

        Received next() throws IOException {
            int opcode = in.readUnsignedByte() & 0xf;
            int length = in.readUnsignedByte();
            long size =
                    length < 126 ? length : length == 126 ? in.readUnsignedShort() : in.readLong();
            byte[] payload = new byte[(int) size];
            in.readFully(payload);
            return new Received(opcode, payload);
        }

        boolean isAtItsEnd() throws IOException {
            try {
                next();
                return false;
            } catch (EOFException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void answersAPingWithItsBytes() throws Exception {
        try (RawClient client = new RawClient()) {
            client.frame(0x80 | PING, new byte[] {7, 8, 9});
            Received pong = client.next();
            assertThat(pong.opcode()).isEqualTo(PONG);
            assertThat(pong.payload()).containsExactly(7, 8, 9);
            client.frame(0x80 | PONG, new byte[0]);
            client.hello();
        }
    }

    @Test
    void putsTheFragmentsOfATextTogether() throws Exception {
        try (RawClient client = new RawClient()) {
            byte[] hello = "{\"type\":\"hello\",\"id\":\"ü\"}".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < hello.length; i++) {
                boolean isLast = i == hello.length - 1;
                client.frame(
                        (isLast ? 0x80 : 0) | (i == 0 ? TEXT : CONTINUATION),
                        new byte[] {hello[i]});
                if (i == 3) {
                    client.frame(0x80 | PING, new byte[0]);
                    assertThat(client.next().opcode()).isEqualTo(PONG);
                }
            }
            assertThat(client.next().text()).startsWith("{\"type\":\"welcome\",\"id\":\"ü\"");
        }
    }

    @Test
    void repeatsTheCodeOfAClientThatCloses() throws Exception {
        try (RawClient client = new RawClient()) {
            client.hello();
            client.closing(3_000);
            assertThat(client.next().closeCode()).isEqualTo(3_000);
            assertThat(client.isAtItsEnd()).isTrue();
        }
    }

    @Test
    void endsTheConnectionOnceTheClientHasAnsweredToItsClosing() throws Exception {
        try (RawClient client = new RawClient()) {
            client.hello();
            client.text("nonsense");
            client.text("{\"type\":\"ping\"}");
            assertThat(client.next().closeCode()).isEqualTo(4_400);
            client.closing(4_400);
            assertThat(client.isAtItsEnd()).as("nothing follows the closing frame").isTrue();
        }
    }

    @Test
    void closesOnAMessageInManyFragmentsThatIsTooLarge() throws Exception {
        try (RawClient client = new RawClient()) {
            client.hello();
            client.frame(TEXT, new byte[200_000]);
            client.frame(CONTINUATION, new byte[200_000]);
            assertThat(client.next().closeCode()).isEqualTo(4_413);
        }
    }

    @Test
    void closesOnAFrameThatIsTooLargeBeforeItIsThere() throws Exception {
        try (RawClient client = new RawClient()) {
            client.hello();
            client.out.writeByte(0x80 | TEXT);
            client.out.writeByte(0x80 | 127);
            client.out.writeLong(1L << 40);
            client.out.writeInt(0);
            client.out.flush();
            assertThat(client.next().closeCode()).isEqualTo(1_009);
            assertThat(client.isAtItsEnd()).isTrue();
        }
    }

    @Test
    void closesOnFramesWithoutAMask() throws Exception {
        try (RawClient client = new RawClient()) {
            client.hello();
            client.out.write(new byte[] {(byte) (0x80 | TEXT), 2, '{', '}'});
            client.out.flush();
            assertThat(client.next().closeCode()).isEqualTo(1_002);
            assertThat(client.isAtItsEnd()).isTrue();
        }
    }

    @Test
    void whoReadsLateGetsAllOfALargeAnswer() throws Exception {
        List<ResultSeries> many = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            Labels labels = Labels.of("instance", "a-rather-long-name-of-a-host-number-" + i);
            many.add(FakeQueries.series(labels, new long[] {1_000}, i));
        }
        server.queries.answer("many", new ResultValue.Matrix(many));
        try (RawClient client = new RawClient()) {
            client.hello();
            client.text(
                    "{\"type\":\"query\",\"id\":7,\"expr\":\"many\",\"start\":0,\"end\":9,"
                            + "\"step\":1,\"parts\":true}");
            // More than the system takes for a client that does not read, so the rest has to wait.
            Received received = client.next();
            long bytes = 0;
            while (received.text().startsWith("{\"type\":\"part\"")) {
                bytes += received.payload().length;
                received = client.next();
            }
            assertThat(bytes).isGreaterThan(4_000_000);
            assertThat(received.text()).startsWith("{\"type\":\"ok\",\"id\":7").contains("-59999");
        }
    }
}
