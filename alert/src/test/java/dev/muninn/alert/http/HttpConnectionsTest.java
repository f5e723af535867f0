package dev.muninn.alert.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.SystemClock;
import dev.muninn.testkit.RawServer;
import dev.muninn.testkit.RawServer.Answer;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to a server that answers with the bytes a test gives it. */
class HttpConnectionsTest {

    /** Ends a connection, in the place of an answer. */
    private static final String END = "";

    private static final String HANG = "hang";

    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final RawServer server = new RawServer(this::answer);

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer answer(String request) {
        if (answers.isEmpty()) {
            return Answer.END;
        }
        heard.add(request);
        String answer = answers.removeFirst();
        return answer.contains("Content-Length") || answer.contains("chunked")
                ? Answer.of(answer)
                : answer.equals(HANG) ? Answer.HANG : Answer.last(answer);
    }

    private HttpConnections connections(@Nullable URI proxy, Duration timeout) throws Exception {
        Proxies proxies = proxy == null ? Proxies.NONE : Proxies.over(proxy, "", Map.of());
        return connections(proxies, DeniedNetworks.NONE, timeout);
    }

    private static HttpConnections connections(
            Proxies proxies, DeniedNetworks denied, Duration timeout) throws Exception {
        return new HttpConnections(
                new Reach(tls(), proxies, denied), timeout, SystemClock.INSTANCE);
    }

    private static TlsTerms tls() throws Exception {
        return new TlsTerms(SSLContext.getDefault(), "", List.of());
    }

    /** Connections to a host whose name leads to another address each time it is looked up. */
    private static HttpConnections rebinding(
            DeniedNetworks denied, List<String> lookedUp, String... addresses) throws Exception {
        Reach.Names names =
                host -> {
                    lookedUp.add(host);
                    return InetAddress.ofLiteral(addresses[lookedUp.size() - 1]);
                };
        return new HttpConnections(
                new Reach(tls(), Proxies.NONE, denied, names),
                Duration.ofSeconds(20),
                SystemClock.INSTANCE);
    }

    private HttpCall callToName() {
        return HttpCall.of(
                "GET", Target.of("http://hook.example:%d/".formatted(server.port())), Map.of(), "");
    }

    private String address() {
        return "http://127.0.0.1:" + server.port();
    }

    private HttpCall call() {
        return HttpCall.of(
                "POST", Target.of(address() + "/hook?a=b"), Map.of("X-Own", "1"), "text");
    }

    private HttpReply reply(String... given) throws Exception {
        answers.addAll(List.of(given));
        try (HttpConnections connections = connections(null, Duration.ofSeconds(20))) {
            return connections.send(call());
        }
    }

    @Test
    void sendsWhatARequestIsMadeOf() throws Exception {
        HttpReply reply = reply(GOOD);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("OK");
        assertThat(heard)
                .containsExactly(
                        "POST /hook?a=b HTTP/1.1\nHost: 127.0.0.1:%d\nX-Own: 1\nContent-Length: 4\ntext"
                                .formatted(server.port()));
    }

    @Test
    void sendsTheNextRequestOverTheSameConnection() throws Exception {
        answers.addAll(List.of(GOOD, GOOD, GOOD));
        try (HttpConnections connections = connections(null, Duration.ofSeconds(20))) {
            for (int i = 0; i < 3; i++) {
                assertThat(connections.send(call()).status()).isEqualTo(200);
            }
        }
        assertThat(server.connectionCount()).isEqualTo(1);
    }

    @Test
    void connectsAnewWhereTheServerHadClosedTheConnection() throws Exception {
        answers.addAll(List.of(GOOD, END, GOOD));
        try (HttpConnections connections = connections(null, Duration.ofSeconds(20))) {
            assertThat(connections.send(call()).status()).isEqualTo(200);
            assertThat(connections.send(call()).body()).isEqualTo("OK");
        }
        assertThat(server.connectionCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nOK",
                "HTTP/1.1 200 OK\r\n\r\nOK",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK, and more",
            })
    void leavesConnectionsThatTheServerDoesNotKeep(String answer) throws Exception {
        answers.addAll(List.of(answer, GOOD));
        try (HttpConnections connections = connections(null, Duration.ofSeconds(20))) {
            assertThat(connections.send(call()).body()).isEqualTo("OK");
            assertThat(connections.send(call()).body()).isEqualTo("OK");
        }
        assertThat(server.connectionCount()).isEqualTo(2);
    }

    @Test
    void readsChunksAndWhatIsSaidBeforeAnAnswer() throws Exception {
        String answer =
                String.join(
                        "\r\n",
                        "HTTP/1.1 100 Continue",
                        "",
                        "HTTP/1.1 503 Busy",
                        "Retry-After: 7",
                        "Transfer-Encoding: chunked",
                        "",
                        "3;x=y",
                        "abc",
                        "10",
                        "0123456789abcdef",
                        "0",
                        "Trailer: 1",
                        "",
                        "");
        HttpReply reply = reply(answer);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("retry-after", "7");
        assertThat(reply.body()).isEqualTo("abc0123456789abcdef");
    }

    @Test
    void readsNoBodyWhereThereIsNone() throws Exception {
        assertThat(reply("HTTP/1.1 204 No Content\r\n\r\n").body()).isEmpty();
    }

    @Test
    void keepsTheBeginningOfAnEndlessAnswer() throws Exception {
        HttpReply reply =
                reply("HTTP/1.1 500 Oh\r\nContent-Length: 999999999\r\n\r\n" + "x".repeat(300_000));
        assertThat(reply.body()).hasSize(256 << 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
            })
    void refusesWhatIsNoAnswer(String answer) {
        assertThatThrownBy(() -> reply(answer))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("the answer is not understood");
    }

    @Test
    void refusesHeadersWithoutAnEnd() {
        assertThatThrownBy(() -> reply("HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("headers without an end");
    }

    @Test
    void saysThatAnAnswerBrokeOff() {
        // Of another spelling, at whose end the server here closes.
        assertThatThrownBy(
                        () -> reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n9\r\n"))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void givesUpWhoeverTakesTooLong() throws Exception {
        answers.add(HANG);
        try (HttpConnections connections = connections(null, Duration.ofMillis(1))) {
            assertThatThrownBy(() -> connections.send(call()))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(heard).hasSize(1);
    }

    @Test
    void givesUpWhoeverReadsNothing() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpConnections connections = connections(null, Duration.ofMillis(1))) {
            HttpCall large =
                    HttpCall.of(
                            "POST",
                            Target.of("http://127.0.0.1:" + deaf.getLocalPort()),
                            Map.of(),
                            "x".repeat(20_000_000));
            assertThatThrownBy(() -> connections.send(large))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void asksAProxyForTheWholeAddress() throws Exception {
        answers.add(GOOD);
        try (HttpConnections connections =
                connections(URI.create(address()), Duration.ofSeconds(20))) {
            HttpCall far = HttpCall.of("GET", Target.of("http://far.example/a"), Map.of(), "");
            assertThat(connections.send(far).body()).isEqualTo("OK");
        }
        assertThat(heard).containsExactly("GET http://far.example/a HTTP/1.1\nHost: far.example\n");
    }

    @Test
    void asksAProxyForAWayToAServerWithTls() throws Exception {
        answers.add("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        try (HttpConnections connections =
                connections(URI.create(address()), Duration.ofSeconds(20))) {
            HttpCall far = HttpCall.of("GET", Target.of("https://far.example/a"), Map.of(), "");
            assertThatThrownBy(() -> connections.send(far))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessage("the proxy opens no way: it answers 403");
        }
        assertThat(heard)
                .containsExactly("CONNECT far.example:443 HTTP/1.1\nHost: far.example:443\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a/b", "/relative", "http:nothing", "no address at all"})
    void takesOnlyAddressesOfHttp(String address) {
        assertThatThrownBy(() -> HttpCall.of("GET", Target.of(address), Map.of(), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNoHeaderThatBeginsAnother() {
        assertThatThrownBy(
                        () ->
                                HttpCall.of(
                                        "GET",
                                        Target.of(address()),
                                        Map.of("Authorization", "Bearer a\r\nX-Own: b"),
                                        ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header Authorization is not one line of text");
    }

    @Test
    void sendsOtherLettersOfAnAddressAsTheirBytes() throws Exception {
        answers.add(GOOD);
        try (HttpConnections connections = connections(null, Duration.ofSeconds(20))) {
            var _ =
                    connections.send(
                            HttpCall.of("GET", Target.of(address() + "/grün"), Map.of(), ""));
        }
        assertThat(heard.getFirst()).startsWith("GET /gr%C3%BCn HTTP/1.1\n");
    }

    @Test
    void tellsAProxyWhoAsksIt() throws Exception {
        answers.addAll(List.of(GOOD, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
        URI proxy = URI.create(address().replace("127", "me:secret@127"));
        Proxies proxies = Proxies.over(proxy, "", Map.of("X-Team", "a, b"));
        try (HttpConnections connections =
                connections(proxies, DeniedNetworks.NONE, Duration.ofSeconds(20))) {
            var _ =
                    connections.send(
                            HttpCall.of("GET", Target.of("http://far.example/"), Map.of(), ""));
            HttpCall secure = HttpCall.of("GET", Target.of("https://far.example/"), Map.of(), "");
            assertThatThrownBy(() -> connections.send(secure))
                    .isInstanceOf(ProtocolException.class);
        }
        assertThat(heard)
                .containsExactly(
                        """
                        GET http://far.example/ HTTP/1.1
                        Host: far.example
                        Proxy-Authorization: Basic bWU6c2VjcmV0
                        """,
                        """
                        CONNECT far.example:443 HTTP/1.1
                        Host: far.example:443
                        Proxy-Authorization: Basic bWU6c2VjcmV0
                        X-Team: a, b
                        """);
    }

    @Test
    void reachesWhoeverNeedsNoProxyDirectly() throws Exception {
        answers.add(GOOD);
        // Where the proxy should be nobody listens.
        Proxies proxies = Proxies.over(URI.create("http://127.0.0.1:1"), "example.org", Map.of());
        try (HttpConnections connections =
                connections(proxies, DeniedNetworks.NONE, Duration.ofSeconds(20))) {
            assertThat(connections.send(call()).body()).isEqualTo("OK");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0251.0376.0251.0376", "169.254.43518", "169.254.169.254.", "a_b"})
    void refusesHostsThatEverybodyReadsInAnotherWay(String host) {
        assertThatThrownBy(
                        () -> HttpCall.of("GET", Target.of("http://" + host + "/"), Map.of(), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void followsNoRedirect() throws Exception {
        HttpReply reply =
                reply(
                        "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n",
                        GOOD);
        assertThat(reply.status()).isEqualTo(302);
        assertThat(heard).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "2130706433",
                "[::ffff:127.0.0.1]",
                "0.0.0.0",
                "[::]"
            })
    void sendsNothingToADeniedAddressHoweverItIsWritten(String host) throws Exception {
        String url = "http://" + host + ":" + server.port() + "/";
        DeniedNetworks denied = DeniedNetworks.of(List.of("127.0.0.0/8", "::1"));
        try (HttpConnections connections =
                connections(Proxies.NONE, denied, Duration.ofSeconds(20))) {
            assertThatThrownBy(
                            () ->
                                    connections.send(
                                            HttpCall.of("GET", Target.of(url), Map.of(), "")))
                    .isInstanceOf(DeniedAddressException.class)
                    .hasMessageContaining("which alerting.denied-networks forbids");
        }
        assertThat(server.connectionCount()).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "2852039166",
                "0xA9FEA9FE",
                "[::ffff:a9fe:a9fe]",
                "[64:ff9b::a9fe:a9fe]",
                "[fe80::1]"
            })
    void sendsNothingToADeniedAddressOverAProxy(String host) throws Exception {
        Proxies proxies = Proxies.over(URI.create(address()), "", Map.of());
        DeniedNetworks denied = DeniedNetworks.of(DeniedNetworks.USUAL);
        HttpCall call = HttpCall.of("GET", Target.of("http://" + host + "/"), Map.of(), "");
        try (HttpConnections connections = connections(proxies, denied, Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> connections.send(call))
                    .isInstanceOf(DeniedAddressException.class);
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void connectsToTheAddressThatWasCheckedWhereverTheNameLeadsNext() throws Exception {
        List<String> lookedUp = new ArrayList<>();
        DeniedNetworks denied = DeniedNetworks.of(List.of("127.0.0.1"));
        // Nobody listens at the one that is allowed.
        try (HttpConnections connections =
                rebinding(denied, lookedUp, "127.0.0.2", "127.0.0.1", "127.0.0.1")) {
            assertThatThrownBy(() -> connections.send(callToName()))
                    .isInstanceOf(ConnectException.class);
        }
        assertThat(lookedUp).containsExactly("hook.example");
        assertThat(server.connectionCount()).isEqualTo(0);
    }

    @Test
    void refusesAHostWhoseNameLeadsToADeniedAddressTheNextTime() throws Exception {
        answers.addAll(List.of("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nOK", GOOD));
        List<String> lookedUp = new ArrayList<>();
        DeniedNetworks denied = DeniedNetworks.of(DeniedNetworks.USUAL);
        try (HttpConnections connections =
                rebinding(denied, lookedUp, "127.0.0.1", "169.254.169.254")) {
            assertThat(connections.send(callToName()).body()).isEqualTo("OK");
            assertThatThrownBy(() -> connections.send(callToName()))
                    .isInstanceOf(DeniedAddressException.class);
        }
        assertThat(server.connectionCount()).isEqualTo(1);
    }
}
