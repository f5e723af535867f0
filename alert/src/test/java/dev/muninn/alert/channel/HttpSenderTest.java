package dev.muninn.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.muninn.alert.config.Settings;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages over TLS, to receivers with and without a certificate that is worth something. */
class HttpSenderTest {

    /*
     * receivers.p12 holds certificates signed by the authority of authority.pem: "good" and
     * "expired" (in 2020) are made out to 127.0.0.1, "elsewhere" to another name. All were made by
     * keytool -genkeypair -signer, and but for the one are valid for a hundred years.
     */

    private static final char[] PASSWORD = "secret".toCharArray();

    private static URL resource(String name) {
        return Objects.requireNonNull(HttpSenderTest.class.getResource(name), name);
    }

    private static HttpsServer receiver(String certificate) throws Exception {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = resource("receivers.p12").openStream()) {
            all.load(in, PASSWORD);
        }
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                certificate,
                all.getKey(certificate, PASSWORD),
                PASSWORD,
                all.getCertificateChain(certificate));
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
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
        HttpsServer receiver = receiver(certificate);
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

    private static Map<String, Object> trustingTheAuthority() throws Exception {
        return Map.of("ca_file", Path.of(resource("authority.pem").toURI()).toString());
    }

    @Test
    void tellsWhoseAuthorityIsNamed() throws Exception {
        Answer answer = told("good", trustingTheAuthority());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().getBytes(UTF_8)).hasSizeGreaterThan(40_000);
    }

    @ParameterizedTest
    @CsvSource({
        "expired, has expired: it has to be renewed there",
        "elsewhere, is made out to another name: ask for the receiver under a name that stands in it",
    })
    void saysInWordsWhatIsWrongWithACertificate(String certificate, String words) throws Exception {
        Answer answer = told(certificate, trustingTheAuthority());
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

    @Test
    void looksAtNoCertificateWhereItIsToldSo() throws Exception {
        assertThat(told("expired", Map.of("insecure_skip_verify", true)).status()).isEqualTo(200);
    }
}
