package dev.muninn.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.query.ResultValue;
import dev.muninn.web.FakeQueries;
import dev.muninn.web.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventRoutesTest {

    private static final String SESSIONS = "/api/v1/live/sessions";
    private static final String BEGIN =
            "[{\"type\":\"hello\",\"id\":1},{\"type\":\"sub\",\"id\":2,\"queries\":"
                    + "[{\"ref\":\"A\",\"expr\":\"up\"}],\"step\":1000,\"range\":1000}]";

    private final TestServer server = new TestServer();

    @BeforeEach
    void answerUp() {
        server.queries.answer(
                "up",
                new ResultValue.Matrix(
                        List.of(
                                FakeQueries.series(
                                        Labels.of("job", "a"),
                                        new long[] {System.currentTimeMillis()},
                                        1.5))));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String session() throws Exception {
        HttpResponse<String> begun = server.post(SESSIONS, BEGIN);
        assertThat(begun.statusCode()).isEqualTo(201);
        return begun.body().replaceAll("\\{\"session\":\"(.*)\"}", "$1");
    }

    private HttpResponse<InputStream> stream(String session, String lastId) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri(SESSIONS + "/" + session + "/events"));
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        return server.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader lines, String beginning) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }

    @Test
    void streamsAViewAsEventsThatSayHowFarTheyAre() throws Exception {
        HttpResponse<InputStream> response = stream(session(), "");
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
        try (BufferedReader lines = lines(response)) {
            assertThat(next(lines, "data: ")).contains("\"type\":\"welcome\"");
            assertThat(next(lines, "data: ")).contains("\"type\":\"ok\"", "\"view\":\"v");
            assertThat(next(lines, "data: ")).contains("\"type\":\"series\"");
            assertThat(next(lines, "data: ")).contains("\"type\":\"snap\"");
            assertThat(next(lines, "id: ")).matches("id: v[^:]*:\\d+:\\d+");
            assertThat(next(lines, "data: ")).contains("\"type\":\"delta\"");
        }
    }

    @Test
    void goesOnFromTheLastEvent() throws Exception {
        String session = session();
        String id;
        try (BufferedReader lines = lines(stream(session, ""))) {
            id = next(lines, "id: ").substring(4);
        }
        try (BufferedReader lines = lines(stream(session, id))) {
            assertThat(next(lines, "data: ")).contains("\"type\":\"delta\"");
        }
    }

    @Test
    void takesFramesBesideTheStream() throws Exception {
        String session = session();
        assertThat(server.post(SESSIONS + "/" + session, "{\"type\":\"ping\"}").statusCode())
                .isEqualTo(400);
        try (BufferedReader lines = lines(stream(session, ""))) {
            assertThat(next(lines, "id: ")).isNotEmpty();
            int status =
                    server.post(SESSIONS + "/" + session, "[{\"type\":\"ping\"}]").statusCode();
            assertThat(status).isEqualTo(202);
            assertThat(next(lines, "data: {\"type\":\"hb\"")).contains("\"t\":");
        }
    }

    @Test
    void refusesSessionsThatAreNoneAndPositionsThatAreNone() throws Exception {
        assertThat(server.post(SESSIONS, "[]").statusCode()).isEqualTo(400);
        assertThat(server.post(SESSIONS, "[{\"type\":\"ping\"}]").statusCode()).isEqualTo(400);
        assertThat(server.post(SESSIONS + "/none", "[]").statusCode()).isEqualTo(404);
        assertThat(server.get(SESSIONS + "/none/events").statusCode()).isEqualTo(404);
        HttpResponse<InputStream> bad = stream(session(), "where");
        assertThat(bad.statusCode()).isEqualTo(400);
        bad.body().close();
    }

    @Test
    void speaksToOldProxiesInTheSameBytes() throws Exception {
        try (Socket socket = server.connect()) {
            String request =
                    "GET %s/%s/events HTTP/1.0\r\nHost: localhost\r\n\r\n"
                            .formatted(SESSIONS, session());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(next(lines, "connection")).isEqualTo("connection: close");
            assertThat(next(lines, "")).isEmpty();
            assertThat(lines.readLine()).startsWith("data: {\"type\":\"welcome\"");
            assertThat(lines.readLine()).isEmpty();
        }
    }

    @Test
    void endsTheStreamBehindAGoodBye() throws Exception {
        try (BufferedReader lines = lines(stream(session(), ""))) {
            assertThat(next(lines, "data: ")).contains("welcome");
            server.live.close();
            assertThat(next(lines, "data: {\"type\":\"goaway\"")).contains("reconnectAfterMs");
            assertThat(next(lines, "data: ")).isEqualTo("null");
        }
    }

    @Test
    void forgetsTheConnectionOfAClientThatIsGone() throws Exception {
        int before = openConnections();
        try (Socket socket = server.connect()) {
            String request =
                    "GET %s/%s/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .formatted(SESSIONS, session());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            assertThat(openConnections()).isGreaterThan(before);
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (openConnections() > before && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(openConnections()).isLessThanOrEqualTo(before);
    }

    private int openConnections() throws Exception {
        String metrics = server.get("/metrics").body();
        return metrics.lines()
                .filter(line -> line.startsWith("muninn_http_connections "))
                .mapToInt(line -> (int) Double.parseDouble(line.split(" ", 2)[1]))
                .sum();
    }
}
