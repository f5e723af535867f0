package dev.muninn.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.muninn.alert.config.Settings;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages over TLS, to receivers with and without a certificate that is worth something. */
class HttpSenderTest {

    private static HttpsServer receiver(String certificate) throws Exception {
        return receiver(certificate, false);
    }

    private static HttpsServer receiver(String certificate, boolean asksForOne) throws Exception {
        SSLContext tls = TestCertificates.serving(certificate);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters asked = tls.getDefaultSSLParameters();
                        asked.setNeedClientAuth(asksForOne);
                        parameters.setSSLParameters(asked);
                    }
                });
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static Answer told(String certificate, Map<String, Object> tls) throws Exception {
        return told(receiver(certificate), tls);
    }

    private static Answer told(HttpsServer receiver, Map<String, Object> tls) throws Exception {
        Settings settings =
                tls.isEmpty()
                        ? Settings.NONE
                        : new Settings(Map.of("tls_config", new Settings(tls)));
        try (HttpSender sender = new HttpSender(settings, Duration.ofSeconds(20))) {
            String url = "https://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
            return sender.send(Request.json("POST", url, "{\"text\":\"" + "x".repeat(40_000)));
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void tellsWhoseAuthorityIsNamed() throws Exception {
        Answer answer = told("good", TestCertificates.trusted());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().getBytes(UTF_8)).hasSizeGreaterThan(40_000);
    }

    @ParameterizedTest
    @CsvSource({
        "expired, has expired: it has to be renewed there",
        "elsewhere, is made out to another name: ask for the receiver under a name that stands in"
                + " it",
    })
    void saysInWordsWhatIsWrongWithACertificate(String certificate, String words) throws Exception {
        Answer answer = told(certificate, TestCertificates.trusted());
        assertThat(answer.status()).isZero();
        assertThat(answer.detail()).isEqualTo("the certificate of the receiver " + words);
        assertThat(answer.outcome()).isInstanceOf(Outcome.TryAgain.class);
    }

    @Test
    void saysHowToTrustAnAuthorityThatNobodyKnows() throws Exception {
        Answer answer = told("good", Map.of());
        assertThat(answer.status()).isZero();
        assertThat(answer.detail())
                .isEqualTo(
                        "the certificate of the receiver is signed by nobody who is trusted here:"
                                + " name its authority in http_config.tls_config.ca_file");
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(der));
    }

    /** The certificate of an entry with those above it, and its key. */
    private static Map<String, Object> showing(String entry) throws Exception {
        KeyStore all = TestCertificates.all();
        StringBuilder chain = new StringBuilder();
        for (Certificate one : all.getCertificateChain(entry)) {
            chain.append(pem("CERTIFICATE", one.getEncoded()));
        }
        Map<String, Object> tls = new HashMap<>(TestCertificates.trusted());
        tls.put("cert", chain.toString());
        tls.put(
                "key",
                pem("PRIVATE KEY", all.getKey(entry, TestCertificates.PASSWORD).getEncoded()));
        return tls;
    }

    @Test
    void showsItsCertificateWhereItIsAskedFor(@TempDir Path folder) throws Exception {
        Map<String, Object> inline = showing("elsewhere");
        assertThat(told(receiver("good", true), inline).status()).isEqualTo(200);

        Map<String, Object> files = new HashMap<>(TestCertificates.trusted());
        for (String what : List.of("cert", "key")) {
            Path file = Files.writeString(folder.resolve(what), String.valueOf(inline.get(what)));
            files.put(what + "_file", file.toString());
        }
        assertThat(told(receiver("good", true), files).status()).isEqualTo(200);
    }

    @Test
    void tellsNobodyWhoAsksForACertificateThatIsNotThere() throws Exception {
        assertThat(told(receiver("good", true), TestCertificates.trusted()).status()).isZero();
        // What the other side says of it may be lost when it closes the connection.
        assertThat(
                        TlsFailure.inWords(
                                new SSLHandshakeException(
                                        "(certificate_required) Received fatal alert")))
                .startsWith("the receiver asks for a certificate of this side");
    }

    @Test
    void comparesTheCertificateWithTheNameItIsTold() throws Exception {
        Map<String, Object> tls = new HashMap<>(TestCertificates.trusted());
        tls.put("server_name", "elsewhere.example");
        assertThat(told("elsewhere", tls).detail()).startsWith("HTTP 200: ");
        assertThat(told("good", tls).detail()).contains("is made out to another name");
    }

    @Test
    void refusesAKeyThatIsNone() throws Exception {
        Map<String, Object> tls = new HashMap<>(showing("good"));
        tls.put("key", "no key");
        assertThatThrownBy(() -> told("good", tls))
                .isInstanceOf(MuninnException.class)
                .hasMessage("tls_config cannot be used: there is no private key in PEM");
    }

    @Test
    void refusesVersionsOfWhichNoneIsLeft() {
        Map<String, Object> tls = Map.of("min_version", "TLS13", "max_version", "TLS12");
        assertThatThrownBy(() -> told("good", tls))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("lower min_version");
    }

    /** A receiver that notes what it is sent and answers by the path. */
    private static HttpServer plain(List<String> seen) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger tokens = new AtomicInteger();
        server.createContext(
                "/token",
                exchange -> {
                    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
                    seen.add(authorization + " " + body);
                    boolean isKnown = body.contains("client_secret=s%26t");
                    byte[] answer =
                            (isKnown
                                            ? "{\"access_token\":\"t%d\",\"expires_in\":3600}"
                                            : "{\"error\":\"invalid_client\"}")
                                    .formatted(tokens.incrementAndGet())
                                    .getBytes(UTF_8);
                    exchange.sendResponseHeaders(isKnown ? 200 : 401, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.createContext(
                "/hook",
                exchange -> {
                    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
                    seen.add(authorization + " " + exchange.getRequestHeaders().get("X-Team"));
                    exchange.sendResponseHeaders("Bearer t2".equals(authorization) ? 401 : 200, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static Map<String, Object> oauth(String address, String secret) {
        return Map.of(
                "client_id",
                "muninn",
                "client_secret",
                secret,
                "token_url",
                address + "/token",
                "scopes",
                List.of("a", "b"));
    }

    @Test
    void getsATokenOfOAuthOnceAndAnewWhereItIsRefused() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = plain(seen);
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        Settings config = new Settings(Map.of("oauth2", new Settings(oauth(address, "s&t"))));
        try (HttpSender sender = new HttpSender(config, Duration.ofSeconds(20))) {
            Request request = Request.json("POST", address + "/hook", "{}");
            for (int i = 0; i < 3; i++) {
                assertThat(sender.send(request).status()).isEqualTo(200);
            }
        } finally {
            server.stop(0);
        }
        String asked = "grant_type=client_credentials&scope=a+b";
        assertThat(seen.getFirst()).isEqualTo(HttpHeaders.basic("muninn", "s%26t") + " " + asked);
        assertThat(seen.get(1))
                .isEqualTo("null " + asked + "&client_id=muninn&client_secret=s%26t");
        assertThat(seen)
                .filteredOn(one -> one.startsWith("Bearer"))
                .containsExactly(
                        "Bearer t2 null", "Bearer t4 null", "Bearer t4 null", "Bearer t4 null");
    }

    @Test
    void saysWhyThereIsNoToken() throws Exception {
        HttpServer server = plain(new CopyOnWriteArrayList<>());
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        Settings config = new Settings(Map.of("oauth2", new Settings(oauth(address, "wrong"))));
        try (HttpSender sender = new HttpSender(config, Duration.ofSeconds(20))) {
            Answer answer = sender.send(Request.json("POST", address + "/hook", "{}"));
            assertThat(answer.detail())
                    .isEqualTo(
                            "no token of OAuth2: " + address + "/token gives none: invalid_client");
            assertThat(answer.outcome()).isInstanceOf(Outcome.TryAgain.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void sendsAllValuesOfAHeaderAndThoseOfFiles(@TempDir Path folder) throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = plain(seen);
        Path file = Files.writeString(folder.resolve("team"), "c\n");
        Settings config =
                new Settings(
                        Map.of(
                                "http_headers",
                                Map.of(
                                        "X-Team",
                                        Map.of(
                                                "values", List.of("a"),
                                                "secrets", List.of("b"),
                                                "files", List.of(file.toString())))));
        try (HttpSender sender = new HttpSender(config, Duration.ofSeconds(20))) {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
            assertThat(sender.send(Request.json("POST", url, "{}")).status()).isEqualTo(200);
        } finally {
            server.stop(0);
        }
        assertThat(seen).containsExactly("null [a, b, c]");
    }

    @Test
    void looksAtNoCertificateWhereItIsToldSo() throws Exception {
        assertThat(told("expired", Map.of("insecure_skip_verify", true)).status()).isEqualTo(200);
    }
}
