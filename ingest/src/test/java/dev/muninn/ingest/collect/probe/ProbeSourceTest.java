package dev.muninn.ingest.collect.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.muninn.ingest.collect.ExpositionPage;
import dev.muninn.ingest.collect.Readings;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.Servers;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.model.Labels;
import dev.muninn.model.SystemClock;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes of real servers in this process, and beside the real blackbox_exporter. */
class ProbeSourceTest {

    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir static Path folder;
    private static SSLContext shortLived;

    @BeforeAll
    static void makeCertificate() throws Exception {
        shortLived = shortLived();
    }

    @Test
    void seesThatAPageComesAfterARedirect() throws IOException {
        HttpServer server = HttpServer.create(ANY_PORT, 0);
        server.createContext("/old", exchange -> redirect(exchange, "/new?x=1"));
        server.createContext("/new", exchange -> answer(exchange, 200, "raven"));
        try (AutoCloseableServer running = new AutoCloseableServer(server)) {
            SortedMap<String, Double> readings = look(running.url("http") + "/old");

            assertThat(readings)
                    .containsEntry("probe_success", 1.0)
                    .containsEntry("probe_http_status_code", 200.0)
                    .containsEntry("probe_http_redirects", 1.0)
                    .containsEntry("probe_http_ssl", 0.0)
                    .containsEntry("probe_http_version", 1.1)
                    .containsEntry("probe_http_content_length", 5.0)
                    .containsEntry("probe_http_uncompressed_body_length", 5.0)
                    .containsEntry("probe_ip_protocol", 4.0)
                    .containsEntry("probe_ip_addr_hash", 3668918509.0)
                    .containsKey("probe_http_duration_seconds{phase=\"processing\"}");
        }
    }

    @Test
    void failsOnAStatusThatIsNoSuccessAndOnRedirectsWithoutEnd() throws IOException {
        HttpServer server = HttpServer.create(ANY_PORT, 0);
        server.createContext("/broken", exchange -> answer(exchange, 503, "no"));
        server.createContext("/round", exchange -> redirect(exchange, "/round"));
        try (AutoCloseableServer running = new AutoCloseableServer(server)) {
            assertThat(look(running.url("http") + "/broken"))
                    .containsEntry("probe_success", 0.0)
                    .containsEntry("probe_http_status_code", 503.0);
            assertThat(look(running.url("http") + "/round"))
                    .containsEntry("probe_success", 0.0)
                    .containsEntry("probe_http_redirects", 11.0);
        }
    }

    @Test
    void readsBodiesOfEveryKindAndRefusesBrokenOnes() throws IOException {
        assertThat(lookAtRaw("HTTP/1.0 200 OK\r\n\r\nuntil the end"))
                .containsEntry("probe_success", 1.0)
                .containsEntry("probe_http_version", 1.0)
                .containsEntry("probe_http_uncompressed_body_length", 13.0)
                .containsEntry("probe_http_content_length", -1.0);
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(lookAtRaw(chunked + "5;a=b\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n"))
                .containsEntry("probe_success", 1.0)
                .containsEntry("probe_http_uncompressed_body_length", 8.0);
        assertThat(lookAtRaw("HTTP/1.1 204 No Content\r\n\r\n"))
                .containsEntry("probe_success", 1.0);
        for (String broken :
                new String[] {
                    "",
                    "SSH-2.0-OpenSSH_9.2\r\n",
                    "HTTP/1.1 abc\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                    chunked + "zz\r\n",
                    chunked + "5\r\nab",
                    "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                    "HTTP/1.1 302 Found\r\nLocation: mailto:x@y\r\n\r\n"
                }) {
            assertThat(lookAtRaw(broken)).as(broken).containsEntry("probe_success", 0.0);
        }
    }

    @Test
    void showsWhenACertificateEndsEvenIfItIsNotTrusted() throws Exception {
        HttpsServer server = HttpsServer.create(ANY_PORT, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(shortLived));
        server.createContext("/", exchange -> answer(exchange, 200, "raven"));
        try (AutoCloseableServer running = new AutoCloseableServer(server)) {
            for (String scheme : new String[] {"tls", "https"}) {
                SortedMap<String, Double> readings = look(running.url(scheme));

                assertThat(readings)
                        .containsEntry("probe_success", 0.0)
                        .containsEntry("probe_tls_version_info{version=\"TLS 1.3\"}", 1.0);
                double tomorrow = Instant.now().plus(Duration.ofDays(1)).getEpochSecond();
                assertThat(readings.getOrDefault("probe_ssl_earliest_cert_expiry", 0.0))
                        .isCloseTo(tomorrow, within(120.0));
                assertThat(readings.keySet())
                        .anyMatch(
                                one ->
                                        one.startsWith("probe_ssl_last_chain_info{")
                                                && one.contains("subject=\"CN=raven\""));
            }
        }
    }

    @Test
    void seesWhetherSomebodyListens() throws IOException {
        int port;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
            assertThat(look("tcp://127.0.0.1:" + port)).containsEntry("probe_success", 1.0);
        }
        assertThat(look("tcp://127.0.0.1:" + port)).containsEntry("probe_success", 0.0);
    }

    @Test
    void asksANameServer() throws IOException {
        try (DatagramSocket server = new DatagramSocket(ANY_PORT)) {
            Thread.startVirtualThread(() -> answerAsNameServer(server));
            String url = "dns://127.0.0.1:" + server.getLocalPort();

            assertThat(look(url + "/raven.example?type=soa"))
                    .containsEntry("probe_success", 1.0)
                    .containsEntry("probe_dns_query_succeeded", 1.0)
                    .containsEntry("probe_dns_answer_rrs", 1.0)
                    .containsEntry("probe_dns_authority_rrs", 0.0)
                    .containsEntry("probe_dns_serial", 2026112101.0)
                    .containsKey("probe_dns_duration_seconds{phase=\"request\"}");
            assertThat(look(url + "/absent.example"))
                    .containsEntry("probe_success", 0.0)
                    .containsEntry("probe_dns_query_succeeded", 1.0);
        }
    }

    @Test
    void refusesTargetsThatCannotBeProbed() {
        assertThatThrownBy(() -> source("ftp://host/"))
                .hasMessage("no probe of the scheme \"ftp\": choose http, https, tcp, tls or dns");
        assertThatThrownBy(() -> source("tcp://host")).hasMessageContaining("has no port");
        assertThatThrownBy(() -> source("dns://host/name?type=XYZ"))
                .hasMessageContaining("with a type of A, AAAA, CAA,");
        assertThatThrownBy(() -> source("dns://host/" + "a".repeat(64)))
                .hasMessageContaining("a part has 64 bytes");
    }

    @Test
    void reportsWhatBlackboxExporterReports() throws Exception {
        Path binary = Servers.binary("prometheus-blackbox-exporter", "set MUNINN_PEERS");
        Path config = folder.resolve("blackbox.yml");
        Files.writeString(
                config,
                """
                modules:
                  http: {prober: http, http: {preferred_ip_protocol: ip4}}
                  tcp: {prober: tcp}
                  tls:
                    prober: tcp
                    tcp: {tls: true, tls_config: {insecure_skip_verify: true}}
                """);
        int port = Servers.freePort();
        Process exporter =
                Servers.start(
                        folder.resolve("log"),
                        binary.toString(),
                        "--config.file=" + config,
                        "--web.listen-address=127.0.0.1:" + port);
        HttpServer plain = HttpServer.create(ANY_PORT, 0);
        plain.createContext("/", exchange -> answer(exchange, 200, "raven"));
        HttpsServer secure = HttpsServer.create(ANY_PORT, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(shortLived));
        try (AutoCloseableServer page = new AutoCloseableServer(plain);
                AutoCloseableServer sealed = new AutoCloseableServer(secure)) {
            Servers.awaitPort(port);
            String url = "http://127.0.0.1:" + port + "/probe?module=";
            compare(Servers.page(url + "http&target=" + page.url("http")), page.url("http") + "/");
            compare(Servers.page(url + "tcp&target=" + page.address()), page.url("tcp"));
            compare(Servers.page(url + "tls&target=" + sealed.address()), sealed.url("tls"));
        } finally {
            Servers.stop(exporter);
        }
    }

    private static void compare(String theirPage, String target) throws IOException {
        ExpositionPage theirs = ExpositionPage.parse(theirPage);
        WriteBatch ours = collect(source(target));
        var types = new TreeMap<>(theirs.types());
        // We look at no content; and of a chain that is not trusted there is no end to tell.
        types.keySet()
                .removeIf(
                        one ->
                                one.startsWith("probe_failed_due_to_")
                                        || one.equals(
                                                "probe_ssl_last_chain_expiry_timestamp_seconds"));
        assertThat(Readings.typesOf(ours)).containsAllEntriesOf(types);
        SortedMap<String, Double> readings = Readings.of(ours);
        theirs.readings()
                .forEach(
                        (series, value) -> {
                            if (types.containsKey(series.replaceAll("\\{.*", ""))) {
                                assertThat(readings).containsKey(series);
                                if (!series.contains("seconds") && !series.endsWith("success")) {
                                    assertThat(readings).containsEntry(series, value);
                                }
                            }
                        });
    }

    private static SSLContext shortLived() throws Exception {
        Path store = folder.resolve("store.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process =
                Servers.start(
                        folder.resolve("keytool.log"),
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "raven",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=raven",
                        "-ext",
                        "san=dns:raven.example",
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString());
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    /**
     * Answers two questions: the first with the start of a zone, the second with "no such name".
     */
    private static void answerAsNameServer(DatagramSocket server) {
        byte[] zone = {
            (byte) 0xc0, 12, 0, 6, 0, 1, 0, 0, 0, 9, 0, 26, 1, 'n', (byte) 0xc0, 12, (byte) 0xc0, 12
        };
        try {
            for (int i = 0; i < 2; i++) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                server.receive(packet);
                int length = packet.getLength();
                ByteBuffer answer = ByteBuffer.allocate(512);
                answer.put(packet.getData(), 0, length);
                answer.putShort(2, (short) (i == 0 ? 0x8180 : 0x8183));
                if (i == 0) {
                    answer.putShort(6, (short) 1);
                    answer.put(zone).putInt(2026112101).putInt(1).putInt(2).putInt(3).putInt(4);
                }
                server.send(
                        new DatagramPacket(
                                answer.array(), answer.position(), packet.getSocketAddress()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    /** Looks at a server that sends this text to whoever asks and closes. */
    private static SortedMap<String, Double> lookAtRaw(String answer) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(
                    () -> {
                        try (Socket socket = listener.accept()) {
                            socket.getInputStream().read();
                            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                            socket.shutdownOutput();
                            socket.getInputStream().readAllBytes();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            return look("http://127.0.0.1:" + listener.getLocalPort() + "/");
        }
    }

    private static SortedMap<String, Double> look(String url) throws IOException {
        return Readings.of(collect(source(url)));
    }

    private static ProbeSource source(String url) {
        return new ProbeSource(TargetUrl.parse(url), SystemClock.INSTANCE);
    }

    private static WriteBatch collect(ProbeSource source) throws IOException {
        SampleFrame frame = new SampleFrame(Labels.empty());
        frame.begin(1000);
        source.collect(frame);
        return frame.finish();
    }

    /** A web server of the platform that runs while the block does. */
    private record AutoCloseableServer(HttpServer server) implements AutoCloseable {

        AutoCloseableServer {
            server.start();
        }

        String address() {
            return "127.0.0.1:" + server.getAddress().getPort();
        }

        String url(String scheme) {
            return scheme + "://" + address();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
