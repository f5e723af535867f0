package dev.muninn.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import dev.muninn.web.FakeQueries;
import dev.muninn.web.TestServer;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRouteTest {

    private static @Nullable TestServer opened;

    @BeforeAll
    static void open() {
        opened = new TestServer();
        server().queries
                .answer(
                        "up",
                        new ResultValue.Matrix(
                                List.of(
                                        FakeQueries.series(
                                                Labels.of("job", "a"),
                                                new long[] {System.currentTimeMillis()},
                                                1.5))));
    }

    @AfterAll
    static void close() {
        server().close();
    }

    private static TestServer server() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }

    /** A client that keeps the texts it gets. */
    private static final class Client implements WebSocket.Listener {

        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                texts.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            texts.add("type " + data.get(0));
            socket.request(1);
            return null;
        }

        String next() throws InterruptedException {
            String text = texts.poll(60, TimeUnit.SECONDS);
            return text == null ? "nothing" : text;
        }
    }

    private static WebSocket connect(Client client, String protocol, String... headers) {
        WebSocket.Builder builder = server().client.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        URI uri = URI.create("ws://127.0.0.1:" + server().web.port() + "/api/v1/live");
        return builder.subprotocols(protocol).buildAsync(uri, client).join();
    }

    private static WebSocket greeted(Client client) throws Exception {
        WebSocket socket = connect(client, LiveRoute.JSON_PROTOCOL);
        send(socket, "{\"type\":\"hello\",\"id\":\"h\"}");
        assertThat(client.next()).startsWith("{\"type\":\"welcome\",\"id\":\"h\"");
        return socket;
    }

    private static void send(WebSocket socket, String text) {
        socket.sendText(text, true).join();
    }

    @Test
    void streamsAView() throws Exception {
        Client client = new Client();
        WebSocket socket = greeted(client);
        assertThat(socket.getSubprotocol()).isEqualTo(LiveRoute.JSON_PROTOCOL);

        send(
                socket,
                "{\"type\":\"sub\",\"id\":2,\"queries\":[{\"ref\":\"A\",\"expr\":\"up\"}],"
                        + "\"step\":1000,\"range\":1000,\"maxPoints\":null}");

        assertThat(client.next()).startsWith("{\"type\":\"ok\",\"id\":2,\"view\":\"v");
        assertThat(client.next()).contains("\"type\":\"series\"", "\"labels\":{\"job\":\"a\"}");
        assertThat(client.next()).contains("\"type\":\"snap\"");
        assertThat(client.next()).contains("\"type\":\"delta\"", "\"ticks\":[[1.5]");
        socket.abort();
    }

    @Test
    void streamsAViewInBytes() throws Exception {
        Client client = new Client();
        WebSocket socket = connect(client, LiveRoute.BINARY_PROTOCOL);
        assertThat(socket.getSubprotocol()).isEqualTo(LiveRoute.BINARY_PROTOCOL);
        send(socket, "{\"type\":\"hello\",\"id\":1,\"caps\":{\"deflate\":true}}");
        send(
                socket,
                "{\"type\":\"sub\",\"id\":2,\"queries\":[{\"ref\":\"A\",\"expr\":\"up\"}],"
                        + "\"step\":1000,\"range\":1000}");

        assertThat(client.next()).contains("welcome");
        assertThat(client.next()).contains("\"ok\"", "\"vid\":");
        assertThat(client.next()).contains("series");
        assertThat(client.next()).isEqualTo("type 1");
        assertThat(client.next()).isEqualTo("type 2");
        socket.abort();
    }

    @Test
    void answersInPartsWhereAskedTo() throws Exception {
        List<ResultSeries> many = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Labels labels = Labels.of("instance", "a-rather-long-name-of-host-" + i);
            many.add(FakeQueries.series(labels, new long[] {1_000}, 1));
        }
        server().queries.answer("many", new ResultValue.Matrix(many));
        Client client = new Client();
        WebSocket socket = greeted(client);
        send(
                socket,
                "{\"type\":\"query\",\"id\":7,\"expr\":\"many\",\"start\":0,\"end\":9,"
                        + "\"step\":1,\"parts\":true}");

        String first = client.next();
        assertThat(first).startsWith("{\"type\":\"part\",\"id\":7,\"series\":[{");
        String last = first;
        int parts = 0;
        while (last.startsWith("{\"type\":\"part\"")) {
            parts++;
            last = client.next();
        }
        assertThat(parts).isGreaterThan(1);
        assertThat(last).startsWith("{\"type\":\"ok\",\"id\":7,\"result\":{").contains("host-1999");
        socket.abort();
    }

    @Test
    void answersQueriesOverTheSocket() throws Exception {
        Client client = new Client();
        WebSocket socket = greeted(client);

        send(
                socket,
                "{\"type\":\"query\",\"id\":3,\"expr\":\"up\",\"start\":0,\"end\":9,\"step\":1}");
        send(
                socket,
                "{\"type\":\"query\",\"id\":4,\"expr\":\"up\",\"start\":9,\"end\":0,\"step\":1}");

        assertThat(List.of(client.next(), client.next()))
                .anyMatch(
                        frame ->
                                frame.startsWith(
                                        "{\"type\":\"ok\",\"id\":3,\"result\":{\"resultType\":\"matrix\""))
                .anyMatch(
                        frame ->
                                frame.startsWith(
                                        "{\"type\":\"err\",\"id\":4,\"code\":\"bad_query\""));
        send(socket, "{\"type\":\"ping\",\"t\":1}");
        assertThat(client.next()).startsWith("{\"type\":\"hb\",\"t\":");
        socket.abort();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"type\":\"dance\",\"id\":1}",
                "{\"type\":\"sub\"}",
                "{\"type\":\"sub\",\"id\":{},\"queries\":[],\"step\":1,\"range\":1}",
                "{\"type\":\"sub\",\"id\":1,\"queries\":[{\"ref\":1}],\"step\":1,\"range\":1}",
                "{\"type\":\"sub\",\"id\":1,\"queries\":[],\"step\":\"1s\",\"range\":1}",
                "{\"type\":\"set\",\"id\":1,\"view\":\"v\",\"range\":1e400}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void closesOnFramesThatAreNoneOfTheProtocol(String frame) throws Exception {
        Client client = new Client();
        WebSocket socket = greeted(client);
        send(socket, frame);
        assertThat(client.closed.get(60, TimeUnit.SECONDS)).isEqualTo(4400);
    }

    @Test
    void closesOnBinaryFramesAndMissingHello() throws Exception {
        Client binary = new Client();
        greeted(binary).sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true).join();
        assertThat(binary.closed.get(60, TimeUnit.SECONDS)).isEqualTo(4400);

        Client rude = new Client();
        send(connect(rude, LiveRoute.JSON_PROTOCOL), "{\"type\":\"ping\"}");
        assertThat(rude.closed.get(60, TimeUnit.SECONDS)).isEqualTo(4400);
    }

    @Test
    void closesOnFramesThatAreTooLarge() throws Exception {
        Client client = new Client();
        send(greeted(client), " ".repeat(70_000));
        assertThat(client.closed.get(60, TimeUnit.SECONDS)).isEqualTo(4413);
    }

    @Test
    void closesOnTooManyFrames() throws Exception {
        Client client = new Client();
        WebSocket socket = greeted(client);
        for (int i = 0; i < 120 && !client.closed.isDone(); i++) {
            socket.sendText("{\"type\":\"ping\"}", true).exceptionally(e -> socket).join();
        }
        assertThat(client.closed.get(60, TimeUnit.SECONDS)).isEqualTo(4408);
    }

    @Test
    void refusesForeignPagesAndOtherProtocols() throws Exception {
        assertThatThrownBy(
                        () ->
                                connect(
                                        new Client(),
                                        LiveRoute.JSON_PROTOCOL,
                                        "Origin",
                                        "http://evil.example"))
                .isInstanceOf(CompletionException.class)
                .hasStackTraceContaining("403");
        assertThatThrownBy(() -> connect(new Client(), "chat"))
                .isInstanceOf(CompletionException.class)
                .hasStackTraceContaining("400");
        assertThat(server().get("/api/v1/live").statusCode()).isEqualTo(426);
    }

    @Test
    void countsSocketsAsConnectionsUntilTheyClose() throws Exception {
        Client client = new Client();
        WebSocket socket = greeted(client);
        int before = openConnections();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertThat(client.closed.get(60, TimeUnit.SECONDS)).isEqualTo(1000);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (openConnections() >= before && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(openConnections()).isLessThan(before);
    }

    private static int openConnections() throws Exception {
        String metrics = server().get("/metrics").body();
        return Integer.parseInt(
                metrics.replaceFirst("(?s).*\nmuninn_http_connections (\\d+)\n.*", "$1"));
    }
}
