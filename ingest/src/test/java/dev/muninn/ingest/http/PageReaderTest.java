package dev.muninn.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.access.HttpAccess;
import dev.muninn.ingest.collect.Servers;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages from a server whose every byte is known. */
class PageReaderTest {

    private static final int MAX_BYTES = 1000;

    private final ManualClock clock = new ManualClock(0);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PageReader reader = new PageReader(timer, clock);
    private final ScriptedServer server = new ScriptedServer();
    private final BodyBuffer body = new BodyBuffer();
    private final Map<String, String> headers = new LinkedHashMap<>();

    @AfterEach
    void stop() {
        reader.close();
        timer.shutdownNow();
        server.close();
    }

    private String read(String url) {
        return read(url, HttpAccess.USUAL, Duration.ofSeconds(30));
    }

    private String read(String url, HttpAccess access, Duration timeout) {
        Page page =
                reader.read(
                        new PageRequest(URI.create(url), access, headers, MAX_BYTES, timeout),
                        body);
        String text = new String(body.bytes(), 0, body.length(), StandardCharsets.ISO_8859_1);
        return page.status() + " " + text;
    }

    @Test
    void asksForThePageWithItsHeaders() {
        headers.put("Accept", "text/plain");
        server.answer(ScriptedServer.page("a 1\n"));
        assertThat(read(server.url())).isEqualTo("200 a 1\n");
        assertThat(server.requests())
                .containsExactly(
                        "GET /page?a=b HTTP/1.1\nHost: %s\nAccept: text/plain\n"
                                .formatted(server.address()));
    }

    @Test
    void keepsTheConnectionForTheNextPage() {
        server.answer(ScriptedServer.page("a 1\n"))
                .answer("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nwait")
                .answer("HTTP/1.1 204 Nothing\r\n\r\n")
                .answer(ScriptedServer.page("a 2\n"));
        assertThat(read(server.url())).isEqualTo("200 a 1\n");
        assertThat(read(server.url())).isEqualTo("503 ");
        assertThat(read(server.url())).isEqualTo("204 ");
        assertThat(read(server.url())).isEqualTo("200 a 2\n");
        assertThat(server.connectionCount()).isEqualTo(1);
    }

    @Test
    void opensAnotherConnectionWhereTheServerClosedTheKeptOne() {
        server.lastAnswer(ScriptedServer.page("a 1\n")).answer(ScriptedServer.page("a 2\n"));
        assertThat(read(server.url())).isEqualTo("200 a 1\n");
        assertThat(read(server.url())).isEqualTo("200 a 2\n");
        assertThat(server.connectionCount()).isEqualTo(2);
    }

    @Test
    void asksOnlyOnceMoreWhereTheServerKeepsClosing() {
        server.answer(ScriptedServer.page("a 1\n")).lastAnswer("").lastAnswer("");
        assertThat(read(server.url())).isEqualTo("200 a 1\n");
        assertThatThrownBy(() -> read(server.url()))
                .hasMessage(server.address() + ": connection closed without an answer");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void closesConnectionsThatNobodyUsesAnyMore() {
        server.answer(ScriptedServer.page("a 1\n")).answer(ScriptedServer.page("b 1\n"));
        read(server.url());
        clock.advance(Duration.ofMinutes(6));
        try (ScriptedServer other = new ScriptedServer()) {
            // What is kept is looked through when a connection is given back.
            other.answer(ScriptedServer.page(""));
            read(other.url());
        }
        assertThat(read(server.url())).isEqualTo("200 b 1\n");
        assertThat(server.connectionCount()).isEqualTo(2);
    }

    private static String lines(String withTildes) {
        return withTildes.replace("~", "\r\n");
    }

    @Test
    void readsBodiesInChunksAndThoseThatEndWithTheConnection() {
        server.answer(
                        lines(
                                "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~"
                                        + "Transfer-Encoding: Chunked~~"
                                        + "3;name=x~a 1~0A~\nb 2345678~0~Trailer: x~~"))
                .answer("HTTP/1.1 200\r\nConnection: close\r\ncontent-length:3\r\n\r\nc 1")
                .lastAnswer("HTTP/1.0 200 OK\n\nd 1\n");
        assertThat(read(server.url())).isEqualTo("200 a 1\nb 2345678");
        assertThat(read(server.url())).isEqualTo("200 c 1");
        assertThat(read(server.url())).isEqualTo("200 d 1\n");
        assertThat(server.connectionCount()).as("the second one said that it closes").isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSH-2.0 hello~ | no HTTP answer: it starts with \"SSH-2.0 hello\"",
                "HTTP/2.0 200 OK~~ | no HTTP answer: it starts with",
                "HTTP/1.1~~ | it has no status",
                "HTTP/1.1 2xx OK~~ | its status is no number",
                "HTTP/1.1 200 OK~no colon~~ | bad header \"no colon\"",
                "HTTP/1.1 200 OK~a: b~ folded: c~~ | bad header",
                "HTTP/1.1 200 OK~Content-Length: x~~ | content-length \"x\"",
                "HTTP/1.1 200 OK~Content-Length: -1~~ | content-length \"-1\"",
                "HTTP/1.1 200 OK~Content-Length: 1~Content-Length: 2~~a | content-length \"2\"",
                "HTTP/1.1 200 OK~Transfer-Encoding: gzip~~ | transfer encoding \"gzip\"",
                "HTTP/1.1 200 OK~Content-Length: 9~~a 1 | body ends after 3 of 9 bytes",
                "HTTP/1.1 200 OK~Content- | closed within the headers",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~a | body ends after 1 of 5 bytes",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~ab~0~~ | longer than it says",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~a~ | closed within a body",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~ | \"zz\" is no number",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-1~ | \"-1\" is no number",
                "HTTP/1.1 200 OK~Content-Length: 1001~~ | limit of 1000 bytes",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3e9~ | limit of 1000 bytes",
                "HTTP/1.1 302 Found~Location: ftp://x/~Content-Length: 0~~ | neither http nor",
                "HTTP/1.1 302 Found~Location: http://[~Content-Length: 0~~ | which is no URL"
            })
    void saysWhatIsWrongWithAnAnswer(String answer, String message) {
        server.lastAnswer(lines(answer));
        assertThatThrownBy(() -> read(server.url()))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesHeadersAndBodiesWithoutEnd() {
        server.lastAnswer("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(20_000) + "\r\n")
                .lastAnswer("HTTP/1.1 200 OK\r\n\r\n" + "a 1\n".repeat(300))
                .lastAnswer(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                                + "a: b\r\n".repeat(20_000));
        assertThatThrownBy(() -> read(server.url())).hasMessageContaining("65536 bytes");
        assertThatThrownBy(() -> read(server.url())).hasMessageContaining("limit of 1000 bytes");
        assertThatThrownBy(() -> read(server.url())).hasMessageContaining("trailers");
    }

    @Test
    void givesUpWhenTheWholeAnswerIsNotThereInTime() {
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na 1")
                .answer(ScriptedServer.page("a 2\n"));
        assertThatThrownBy(() -> read(server.url(), HttpAccess.USUAL, Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        MuninnException.class,
                        e -> assertThat(e.kind()).isEqualTo(MuninnException.Kind.TIMEOUT))
                .hasMessage(server.address() + ": no complete answer within 1000 ms");
        assertThat(read(server.url())).as("over another connection").isEqualTo("200 a 2\n");
        assertThat(server.connectionCount()).isEqualTo(2);
    }

    @Test
    void followsRedirectsAndTellsNobodyElseTheSecret() {
        headers.put("Authorization", "Bearer token");
        headers.put("X-Tenant", "a");
        try (ScriptedServer other = new ScriptedServer()) {
            server.answer("HTTP/1.1 301 Moved\r\nLocation: other?x=1\r\nContent-Length: 0\r\n\r\n")
                    .answer(
                            "HTTP/1.1 307 Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                                    .formatted(other.url()));
            other.answer(ScriptedServer.page("a 1\n"));
            assertThat(read(server.url())).isEqualTo("200 a 1\n");
            assertThat(server.requests().get(1))
                    .startsWith("GET /other?x=1 ")
                    .contains("Authorization: Bearer token\n");
            assertThat(other.requests().getFirst())
                    .contains("X-Tenant: a\n")
                    .doesNotContain("token");
        }
    }

    @Test
    void followsSoManyRedirectsAndNoneIfTold() {
        String again = "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n";
        for (int i = 0; i < 12; i++) {
            server.answer(again);
        }
        assertThatThrownBy(() -> read(server.url())).hasMessageContaining("more than 10 redirects");
        HttpAccess staying =
                HttpAccess.read(
                        YamlSection.parse("follow_redirects: false", "test.yml"),
                        new ArrayList<>());
        assertThat(read(server.url(), staying, Duration.ofSeconds(30))).isEqualTo("302 ");
    }

    @Test
    void sendsNoHeaderThatWouldBeTwo() {
        headers.put("Authorization", "Bearer a\r\nX-Other: b");
        assertThatThrownBy(() -> read(server.url()))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("\"Authorization\" has a control character at 8")
                .hasMessageNotContaining("Other");
        assertThat(server.connectionCount()).isZero();
    }

    @Test
    void givesUpOnceTheTimerIsShutDown() {
        timer.shutdownNow();
        assertThatThrownBy(() -> read(server.url()))
                .isInstanceOfSatisfying(
                        MuninnException.class,
                        e -> assertThat(e.kind()).isEqualTo(MuninnException.Kind.CANCELLED));
        assertThat(server.connectionCount()).isZero();
    }

    @Test
    void namesHostPortAndReasonWhereNobodyAnswers() throws IOException {
        String address = "127.0.0.1:" + Servers.freePort();
        assertThatThrownBy(() -> read("http://" + address + "/"))
                .hasMessage(address + ": Connection refused");
        assertThatThrownBy(() -> read("http://no-such-host.invalid:1/"))
                .hasMessageStartingWith("no-such-host.invalid:1: ");
        assertThatThrownBy(() -> read("http://127.0.0.1:99999/"))
                .hasMessageContaining("99999 is no port");
    }
}
