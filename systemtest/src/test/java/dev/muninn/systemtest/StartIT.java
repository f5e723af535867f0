package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer meets: the first start, the figures of this machine, refusals with a remedy. */
class StartIT {

    @TempDir private Path data;

    @Test
    void showsFiguresOfThisMachineWithoutConfiguration() {
        try (MuninnProcess muninn = MuninnProcess.start(data)) {
            MuninnClient client = muninn.client();
            assertThat(client.get("/-/ready").statusCode()).isEqualTo(200);
            assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);
            assertThat(client.get("/api/v1/ping").statusCode()).isEqualTo(200);
            Await.until(
                    "three samples of every CPU mode",
                    Duration.ofSeconds(60),
                    () ->
                            firstValue(
                                            client.queryNow(
                                                    "min(count_over_time(node_cpu_seconds_total[1m]))"))
                                    >= 3);
            for (String metric :
                    new String[] {
                        "node_memory_MemAvailable_bytes",
                        "node_load1",
                        "node_filesystem_size_bytes",
                        "node_network_receive_bytes_total",
                        "namedprocess_namegroup_memory_bytes",
                        "jvm_memory_used_bytes",
                        "process_cpu_seconds_total",
                    }) {
                assertThat(client.queryNow(metric).path("result")).as(metric).isNotEmpty();
            }
        }
    }

    private static double firstValue(JsonNode data) {
        JsonNode result = data.path("result");
        return result.isEmpty() ? 0 : result.get(0).path("value").get(1).asDouble();
    }

    @Test
    void servesThePageWithAStrictPolicy() {
        try (MuninnProcess muninn = MuninnProcess.start(data)) {
            HttpResponse<String> page = muninn.client().get("/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<script").doesNotContain("onload=");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void keepsAllItsFilesInTheDataFolder(@TempDir Path temporary) throws Exception {
        Map<String, String> elsewhere = Map.of("MUNINN_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        Path libraries = data.resolve("native");
        MuninnProcess killed = MuninnProcess.startWith(elsewhere, data);
        killed.kill();
        Path left = onlyOneIn(libraries);
        assertThat(left).isNotEmptyDirectory();
        try (MuninnProcess next = MuninnProcess.startWith(elsewhere, data)) {
            assertThat(next.client().get("/-/ready").statusCode()).isEqualTo(200);
            assertThat(onlyOneIn(libraries)).isNotEqualTo(left).isNotEmptyDirectory();
        }
        assertThat(libraries).isEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
    }

    private static Path onlyOneIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    @Test
    void refusesForeignHostsAndOrigins() throws Exception {
        try (MuninnProcess muninn = MuninnProcess.start(data)) {
            String port = muninn.address().substring(muninn.address().lastIndexOf(':') + 1);
            assertThat(rawRequest(port, "GET /api/v1/query?query=up", "evil.example:" + port, ""))
                    .startsWith("HTTP/1.1 421");
            assertThat(
                            rawRequest(
                                    port,
                                    "GET /api/v1/query?query=up",
                                    "localhost:" + port,
                                    "Origin: http://evil.example\r\n"))
                    .startsWith("HTTP/1.1 403");
            assertThat(
                            rawRequest(
                                    port,
                                    "GET /api/v1/query?query=up",
                                    "localhost:" + port,
                                    "Origin: http://localhost:" + port + "\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    private static String rawRequest(String port, String line, String host, String headers)
            throws IOException {
        try (var socket =
                new java.net.Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
            socket.setSoTimeout(10_000);
            String request =
                    line
                            + " HTTP/1.1\r\nHost: "
                            + host
                            + "\r\n"
                            + headers
                            + "Connection: close\r\n\r\n";
            socket.getOutputStream()
                    .write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new String(
                    socket.getInputStream().readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusesASecondProcessOnTheSameData() {
        try (MuninnProcess first = MuninnProcess.start(data)) {
            MuninnProcess second = MuninnProcess.launch(data);
            assertThat(second.awaitEnd(Duration.ofSeconds(60))).isNotZero();
            assertThat(second.output())
                    .contains(data.toString())
                    .contains(Long.toString(first.pid()))
                    .doesNotContain("\tat ");
            assertThat(first.client().get("/-/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            MuninnProcess muninn = MuninnProcess.launch(data, "--listen", listen);
            assertThat(muninn.awaitEnd(Duration.ofSeconds(60))).isNotZero();
            assertThat(muninn.output()).contains(listen).doesNotContain("\tat ");
        }
    }

    @Test
    void refusesToListenForOthersWithoutAuthentication() {
        MuninnProcess muninn = MuninnProcess.launch(data, "--listen", "0.0.0.0:0");
        assertThat(muninn.awaitEnd(Duration.ofSeconds(60))).isNotZero();
        assertThat(muninn.output()).contains("--insecure-open").doesNotContain("\tat ");
    }

    @Test
    void namesTheRightKeyForAWrongOne() throws Exception {
        Path config = data.resolve("muninn.yml");
        Files.writeString(config, "store:\n  retentoin:\n    raw: 10d\n");
        MuninnProcess muninn =
                MuninnProcess.launch(data.resolve("data"), "--config", config.toString());
        assertThat(muninn.awaitEnd(Duration.ofSeconds(60))).isNotZero();
        assertThat(muninn.output()).contains("retentoin").contains("store.retention.raw");
    }

    @Test
    void endsInOrderOnSigterm() {
        MuninnProcess muninn = MuninnProcess.start(data);
        Await.until(
                "a sample of this machine",
                Duration.ofSeconds(60),
                () -> firstValue(muninn.client().queryNow("count_over_time(node_load1[5m])")) > 0);
        long stopped = System.currentTimeMillis();
        muninn.close();
        // 128 and the number of the signal, as for every process that SIGTERM ended.
        assertThat(muninn.awaitEnd(Duration.ofSeconds(60))).isEqualTo(143);
        assertThat(muninn.output()).contains("stopped in good order");
        try (MuninnProcess again = MuninnProcess.start(data)) {
            assertThat(firstValue(again.client().query("count_over_time(node_load1[5m])", stopped)))
                    .isPositive();
        }
    }
}
