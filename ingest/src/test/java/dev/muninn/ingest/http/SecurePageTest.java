package dev.muninn.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.access.HttpAccess;
import dev.muninn.ingest.access.SecureServer;
import dev.muninn.ingest.access.TestCertificate;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SystemClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages over TLS from a real server of this process. */
class SecurePageTest {

    @TempDir private static Path folder;
    private static TestCertificate ofServer;
    private static TestCertificate ofClient;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PageReader reader = new PageReader(timer, SystemClock.INSTANCE);

    @BeforeAll
    static void makeCertificates() throws Exception {
        ofServer = TestCertificate.create(folder, "server", "dns:raven.example,ip:127.0.0.1");
        ofClient = TestCertificate.create(folder, "client", "dns:client.example");
    }

    @AfterEach
    void stop() {
        reader.close();
        timer.shutdownNow();
    }

    private int get(SecureServer server, String host, String settings) {
        HttpAccess access =
                HttpAccess.read(
                        YamlSection.parse("tls_config: " + settings, "prometheus.yml"),
                        new ArrayList<>());
        URI url = URI.create("https://" + host + ":" + server.port() + "/");
        return reader.read(
                        new PageRequest(url, access, Map.of(), 1000, Duration.ofSeconds(30)),
                        new BodyBuffer())
                .status();
    }

    @Test
    void trustsTheCertificatesThatAreNamedAndNoOthers() throws Exception {
        try (SecureServer server = new SecureServer(ofServer, ofClient, false)) {
            String right = "{ca_file: %s}".formatted(ofServer.pem());
            String wrong = "{ca_file: %s}".formatted(ofClient.pem());
            assertThat(get(server, "127.0.0.1", right)).isEqualTo(200);
            assertThat(get(server, "127.0.0.1", right)).as("kept").isEqualTo(200);
            assertThatThrownBy(() -> get(server, "127.0.0.1", wrong))
                    .isInstanceOf(MuninnException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port())
                    .hasMessageContaining("PKIX");
            assertThatThrownBy(() -> get(server, "127.0.0.1", "{}"))
                    .isInstanceOf(MuninnException.class);
            assertThat(get(server, "localhost", "{insecure_skip_verify: true}")).isEqualTo(200);
        }
    }

    @Test
    void showsItsOwnCertificateWhereTheServerAsksForOne() throws Exception {
        try (SecureServer server = new SecureServer(ofServer, ofClient, true)) {
            String trusting = "{ca_file: %s".formatted(ofServer.pem());
            assertThat(
                            get(
                                    server,
                                    "127.0.0.1",
                                    "%s, cert_file: %s, key_file: %s}"
                                            .formatted(
                                                    trusting, ofClient.pem(), ofClient.keyPem())))
                    .isEqualTo(200);
            assertThatThrownBy(() -> get(server, "127.0.0.1", trusting + "}"))
                    .isInstanceOf(MuninnException.class);
        }
    }

    @Test
    void expectsTheServerNameThatIsConfiguredAndAsksForIt() throws Exception {
        try (SecureServer server = new SecureServer(ofServer, ofClient, false)) {
            String trusting = "{ca_file: %s, server_name: ".formatted(ofServer.pem());
            assertThat(get(server, "localhost", trusting + "raven.example}")).isEqualTo(200);
            assertThat(server.namesAskedFor()).containsExactly("raven.example");
            assertThatThrownBy(() -> get(server, "127.0.0.1", trusting + "crow}"))
                    .isInstanceOf(MuninnException.class)
                    .hasMessageContaining("crow");
            assertThatThrownBy(() -> get(server, "127.0.0.1", trusting + "'a b'}"))
                    .hasMessageContaining("server_name \"a b\" is no host name");
            assertThatThrownBy(
                            () ->
                                    get(
                                            server,
                                            "localhost",
                                            "{ca_file: %s}".formatted(ofServer.pem())))
                    .as("the certificate does not name this host")
                    .isInstanceOf(MuninnException.class);
        }
    }
}
