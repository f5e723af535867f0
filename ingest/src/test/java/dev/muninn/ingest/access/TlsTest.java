package dev.muninn.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections to a real server of this process. */
class TlsTest {

    @TempDir private static Path folder;
    private static TestCertificate ofServer;
    private static TestCertificate ofClient;

    private final HttpClients clients = new HttpClients(Runnable::run, new ManualClock(0));
    private final List<SecureServer> servers = new ArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        ofServer = TestCertificate.create(folder, "server", "dns:raven.example,ip:127.0.0.1");
        ofClient = TestCertificate.create(folder, "client", "dns:client.example");
    }

    @AfterEach
    void stop() {
        clients.close();
        servers.forEach(SecureServer::close);
    }

    private void start(boolean asksForCertificates) throws Exception {
        servers.add(new SecureServer(ofServer, ofClient, asksForCertificates));
    }

    private int get(String host, String settings) throws IOException, InterruptedException {
        HttpAccess access =
                HttpAccess.read(
                        YamlSection.parse("tls_config: " + settings, "prometheus.yml"),
                        new ArrayList<>());
        URI url = URI.create("https://" + host + ":" + servers.getFirst().port() + "/");
        return clients.of(access)
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void trustsTheCertificatesThatAreNamedAndNoOthers() throws Exception {
        start(false);
        assertThat(get("127.0.0.1", "{ca_file: %s}".formatted(ofServer.pem()))).isEqualTo(200);
        assertThatThrownBy(() -> get("127.0.0.1", "{ca_file: %s}".formatted(ofClient.pem())))
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> get("127.0.0.1", "{}")).isInstanceOf(SSLException.class);
        assertThat(get("127.0.0.1", "{insecure_skip_verify: true}")).isEqualTo(200);
    }

    @Test
    void showsItsOwnCertificateWhereTheServerAsksForOne() throws Exception {
        start(true);
        String trusting = "{ca_file: %s".formatted(ofServer.pem());
        assertThat(
                        get(
                                "127.0.0.1",
                                "%s, cert_file: %s, key_file: %s}"
                                        .formatted(trusting, ofClient.pem(), ofClient.keyPem())))
                .isEqualTo(200);
        assertThatThrownBy(() -> get("127.0.0.1", trusting + "}")).isInstanceOf(IOException.class);
    }

    @Test
    void expectsTheServerNameThatIsConfiguredAndAsksForIt() throws Exception {
        start(false);
        String trusting = "{ca_file: %s, server_name: ".formatted(ofServer.pem());
        assertThat(get("localhost", trusting + "raven.example}")).isEqualTo(200);
        assertThat(servers.getFirst().namesAskedFor()).containsExactly("raven.example");
        assertThatThrownBy(() -> get("127.0.0.1", trusting + "crow.example}"))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("crow.example");
        assertThatThrownBy(() -> get("localhost", "{ca_file: %s}".formatted(ofServer.pem())))
                .as("the certificate does not name this host")
                .isInstanceOf(SSLException.class);
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        assertThatThrownBy(() -> clients.of(accessWith("ca_file: /none/ca.pem")))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("/none/ca.pem");
    }

    private static HttpAccess accessWith(String setting) {
        return HttpAccess.read(
                YamlSection.parse("tls_config: {" + setting + "}", "prometheus.yml"),
                new ArrayList<>());
    }
}
