package dev.muninn.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorsTest {

    private static final String LOCAL = "Host: localhost";
    private static final String WRITE = "POST /api/v1/write HTTP/1.1";

    private static @Nullable TestServer opened;

    @BeforeAll
    static void open() {
        opened = new TestServer();
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

    private static int statusOf(String answer) {
        return Integer.parseInt(answer.split(" ")[1]);
    }

    @Test
    void tellsWhetherItIsReady() throws Exception {
        assertThat(server().get("/-/healthy").statusCode()).isEqualTo(200);
        assertThat(server().get("/-/ready").statusCode()).isEqualTo(200);
        server().obstacle = Optional.of("replaying the log");
        HttpResponse<String> response = server().get("/-/ready");
        server().obstacle = Optional.empty();
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("not ready: replaying the log\n");
        assertThat(server().get("/api/v1/ping").body())
                .isEqualTo("{\"status\":\"success\",\"data\":\"pong\"}");
    }

    @Test
    void exposesItsOwnMetrics() throws Exception {
        server().get("/-/healthy");
        String text = server().get("/metrics").body();
        assertThat(text)
                .contains("# HELP muninn_test_total A\\ntest.\n# TYPE muninn_test_total counter\n")
                .contains("muninn_test_total{kind=\"a\\\"b\"} 3\n")
                .contains("muninn_http_requests_total{route=\"/-/healthy\",code=\"200\"}")
                .contains("muninn_http_request_duration_seconds_bucket{route=\"/-/healthy\",le=")
                .contains("muninn_live_connections{transport=\"events\"} 0\n");
        assertThat(text.split("# TYPE muninn_http_requests_total", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:7171",
                "LOCALHOST",
                "127.0.0.1:80",
                "[::1]:7171",
                "muninn.example"
            })
    void answersUnderItsOwnNames(String host) throws Exception {
        String answer = server().raw(TestServer.head("GET /-/healthy HTTP/1.1", "Host: " + host));
        assertThat(statusOf(answer)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:7171",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "192.168.0.1",
                "localhost@evil.example",
                ""
            })
    void refusesForeignHosts(String host) throws Exception {
        for (String path : List.of("/", "/api/v1/query?query=up", "/metrics", "/nowhere")) {
            String answer =
                    server().raw(TestServer.head("GET " + path + " HTTP/1.1", "Host: " + host));
            assertThat(statusOf(answer)).as(path).isEqualTo(421);
        }
    }

    @Test
    void refusesRequestsWithoutOrWithTwoHosts() throws Exception {
        assertThat(statusOf(server().raw("GET / HTTP/1.0\r\n\r\n"))).isEqualTo(400);
        assertThat(
                        statusOf(
                                server().raw(
                                                TestServer.head(
                                                        "GET / HTTP/1.1",
                                                        LOCAL,
                                                        "Host: evil.example"))))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://127.0.0.1", "null", "::", "http://"})
    void refusesForeignOrigins(String origin) throws Exception {
        for (String path :
                List.of("/api/v1/query?query=up", "/metrics", "/-/healthy", "/api/v1/live")) {
            assertThat(server().get(path, "Origin", origin).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(server().post("/api/v1/write", "x", "Origin", origin).statusCode())
                .isEqualTo(403);
        assertThat(server().get("/", "Origin", origin).statusCode()).isEqualTo(200);
    }

    @Test
    void takesItsOwnOriginAndProgramsWithoutOne() throws Exception {
        String own = "http://127.0.0.1:" + server().web.port();
        assertThat(server().get("/api/v1/ping", "Origin", own).statusCode()).isEqualTo(200);
        assertThat(server().get("/api/v1/ping").statusCode()).isEqualTo(200);
        assertThat(server().get("/api/v1/ping", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(server().get("/api/v1/ping", "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesBodiesThatAreTooLarge() throws Exception {
        String large = "x".repeat(200_001);
        HttpResponse<String> declared = server().post("/api/v1/write", large);
        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(declared.body()).contains("larger than 200000 bytes", "ingest.max-body-bytes");
        assertThat(server().form("/api/v1/query", "query=" + "x".repeat(100_000)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void refusesEndlessBodiesWithoutALength() throws Exception {
        try (Socket socket = server().connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    TestServer.head(WRITE, LOCAL, "Transfer-Encoding: chunked")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk =
                    ("8000\r\n" + "x".repeat(0x8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 8; i++) {
                out.write(chunk);
            }
            out.flush();
            assertThat(statusOf(TestServer.readAll(socket))).isEqualTo(413);
        }
    }

    @Test
    void givesUpOnBodiesAndHeadsThatDoNotArrive() throws Exception {
        assertThat(
                        statusOf(
                                server().raw(
                                                TestServer.head(WRITE, LOCAL, "Content-Length: 10")
                                                        + "abc")))
                .isEqualTo(408);
        assertThat(server().raw("GET / HTTP/1.1\r\nHost: loc")).isEmpty();
    }

    @Test
    void givesUpOnHeadsThatTrickle() throws Exception {
        Duration one = Duration.ofSeconds(1);
        WebOptions impatient =
                new WebOptions(
                        "127.0.0.1", 0, false, List.of(), List.of(), 1_000, 9, 9, 9, one, one, one);
        try (TestServer slow = new TestServer(impatient);
                Socket socket = slow.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\nG"
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // A byte of the next head every tenth of a second: never idle, never done.
            socket.setSoTimeout(100);
            byte[] answer = new byte[1_000];
            int read = 0;
            for (int i = 0; i < 100 && read >= 0; i++) {
                try {
                    out.write('E');
                    read = socket.getInputStream().read(answer);
                } catch (SocketTimeoutException e) {
                    read = 0;
                } catch (SocketException e) {
                    read = -1;
                }
            }
            assertThat(read).isEqualTo(-1);
        }
    }

    @Test
    void refusesLongUrlsHeadersAndGarbage() throws Exception {
        assertThat(
                        statusOf(
                                server().raw(
                                                TestServer.head(
                                                        "GET /" + "a".repeat(9_000) + " HTTP/1.1",
                                                        LOCAL))))
                .isEqualTo(414);
        assertThat(
                        statusOf(
                                server().raw(
                                                TestServer.head(
                                                        "GET / HTTP/1.1",
                                                        LOCAL,
                                                        "X: " + "a".repeat(20_000)))))
                .isEqualTo(431);
        assertThat(statusOf(server().raw("\u0000\u0001\u0002garbage\r\n\r\n"))).isEqualTo(400);
    }

    @Test
    void tellsUnknownPathsAndMethods() throws Exception {
        HttpResponse<String> unknown = server().get("/api/v1/nope");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("\"errorType\":\"not_found\"", "/api/v1/nope");
        HttpResponse<String> method = server().post("/api/v1/labels/", "");
        assertThat(method.statusCode()).isEqualTo(404);
        HttpResponse<String> post = server().post("/api/v1/metadata", "");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).hasValue("GET");
        assertThat(server().get("/api/v1/write").statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/query",
                "/api/v1//query",
                "/api/v1/./query",
                "/api/v1/query/",
                "/api/v1/%71uery",
                "/api/v1/query;x=1",
                "/API/v1/query",
                "/api/v1/label//values",
                "/api/v1/label/a/b/values",
                "/../../etc/passwd",
                "/assets/..%2f..%2fetc/passwd",
                "/%2e%2e/etc/passwd",
                "/.git/config",
                "/assets/"
            })
    void findsNothingUnderOtherSpellings(String path) throws Exception {
        String answer = server().raw(TestServer.head("GET " + path + " HTTP/1.1", LOCAL));
        assertThat(statusOf(answer)).isEqualTo(404);
    }

    @Test
    void oddMethodsAndPathsAddNoMetrics() throws Exception {
        for (int i = 0; i < 50; i++) {
            server().raw(TestServer.head("ODD" + i + " /path" + i + " HTTP/1.1", LOCAL));
        }
        assertThat(server().get("/metrics").body()).doesNotContain("ODD", "/path");
    }

    @Test
    void sendsPagesWithAStrictPolicy() throws Exception {
        HttpResponse<String> page = server().get("/boards/overview");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("cache-control")).hasValue("no-cache");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'")
                .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'");
        assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(page.headers().map())
                .containsKeys(
                        "referrer-policy",
                        "cross-origin-opener-policy",
                        "cross-origin-resource-policy",
                        "permissions-policy");
        assertThat(server().get("/api/v1/ping").headers().firstValue("cache-control"))
                .hasValue("no-store");
    }

    @Test
    void letsOnlyNamedPagesShowItsOwnWithinThem() throws Exception {
        WebOptions d = TestServer.options(5_000);
        List<String> origins = List.of("self", "https://wiki.example.com");
        try (TestServer embedded = new TestServer(framedBy(d, origins))) {
            String policy =
                    embedded.get("/").headers().firstValue("content-security-policy").orElseThrow();
            assertThat(policy).endsWith("frame-ancestors 'self' https://wiki.example.com");
        }
        assertThatThrownBy(() -> framedBy(d, List.of("https://a.example; script-src *")))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("web.frame-ancestors", "https://wiki.example.com");
    }

    private static WebOptions framedBy(WebOptions d, List<String> origins) {
        return new WebOptions(
                d.host(),
                d.port(),
                d.insecureOpen(),
                d.externalHosts(),
                origins,
                d.maxBodyBytes(),
                d.maxConnections(),
                d.maxConnectionsPerAddress(),
                d.maxRequests(),
                d.headerTimeout(),
                d.bodyTimeout(),
                d.idleTimeout());
    }

    @Test
    void answersHeadLikeGetWithoutABody() throws Exception {
        String answer = server().raw(TestServer.head("HEAD /-/healthy HTTP/1.1", LOCAL));
        assertThat(statusOf(answer)).isEqualTo(200);
        assertThat(answer).endsWith("\r\n\r\n");
    }

    @Test
    void refusesToListenBeyondThisMachine() {
        assertThatThrownBy(() -> listenOn("0.0.0.0", 0, false))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("--insecure-open");
        assertThat(listenOn("0.0.0.0", 0, true).host()).isEqualTo("0.0.0.0");
        assertThat(listenOn("localhost", 0, false).host()).isEqualTo("localhost");
    }

    private static WebOptions listenOn(String host, int port, boolean insecureOpen) {
        WebOptions d = WebOptions.DEFAULTS;
        return new WebOptions(
                host,
                port,
                insecureOpen,
                List.of(),
                List.of(),
                d.maxBodyBytes(),
                d.maxConnections(),
                d.maxConnectionsPerAddress(),
                d.maxRequests(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }

    @Test
    void namesThePortThatIsTaken() {
        int taken = server().web.port();
        assertThatThrownBy(() -> new TestServer(listenOn("127.0.0.1", taken, false)).close())
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("127.0.0.1:" + taken)
                .hasMessageContaining("--listen");
    }

    @Test
    void limitsConnectionsPerAddress() throws Exception {
        try (TestServer small = new TestServer(limited())) {
            Socket one = small.connect();
            Socket two = small.connect();
            Socket three = small.connect();
            try (one;
                    two;
                    three) {
                assertThat(TestServer.readAll(three)).isEmpty();
            }
        }
    }

    private static WebOptions limited() {
        Duration five = Duration.ofSeconds(5);
        return new WebOptions(
                "127.0.0.1", 0, false, List.of(), List.of(), 1_000, 10, 2, 10, five, five, five);
    }
}
