package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What teams already run sends to Muninn, and Muninn to it. */
class AgentsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    /** A Prometheus that scrapes itself every second. */
    private static final String SELF =
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: self
                static_configs: [{targets: ["127.0.0.1:$PORT"]}]
            """;

    private Peers.Peer prometheus(String moreConfig, String... moreArguments) throws IOException {
        return Peers.prometheus(folder, SELF + moreConfig, moreArguments);
    }

    private static void awaitSeries(MuninnClient client, String expr) {
        Await.until(expr, PATIENCE, () -> !client.queryNow(expr).path("result").isEmpty());
    }

    @Test
    void prometheusSendsRemoteWriteOfBothVersions() throws Exception {
        try (MuninnProcess muninn = MuninnProcess.start(folder.resolve("data"))) {
            String config =
                    """
                    remote_write:
                      - url: %1$s/api/v1/write
                        metadata_config: {send_interval: 1s}
                        write_relabel_configs: [{target_label: version, replacement: "1"}]
                      - url: %1$s/api/v1/write
                        protobuf_message: io.prometheus.write.v2.Request
                        write_relabel_configs: [{target_label: version, replacement: "2"}]
                    """
                            .formatted(muninn.address());
            try (Peers.Peer prometheus = prometheus(config)) {
                MuninnClient client = muninn.client();
                awaitSeries(client, "prometheus_build_info{version=\"1\"}");
                awaitSeries(client, "rate(prometheus_http_requests_total{version=\"2\"}[1m]) >= 0");
                Await.until(
                        "types of metrics",
                        PATIENCE,
                        () ->
                                client.get("/api/v1/metadata?metric=prometheus_http_requests_total")
                                        .body()
                                        .contains("\"type\":\"counter\""));
                assertThat(prometheus.process().isAlive()).isTrue();
            }
        }
    }

    @Test
    void vmagentSendsWhatItScrapes() throws Exception {
        Path binary = Peers.binary("vmagent");
        try (MuninnProcess muninn = MuninnProcess.start(folder.resolve("data"))) {
            int port = Peers.freePort();
            Path config =
                    Files.writeString(
                            folder.resolve("scrape.yml"),
                            """
                            global: {scrape_interval: 1s}
                            scrape_configs:
                              - job_name: vmagent
                                static_configs: [{targets: ["127.0.0.1:%d"]}]
                            """
                                    .formatted(port));
            try (Peers.Peer vmagent =
                    Peers.start(
                            folder,
                            "/health",
                            port,
                            List.of(
                                    binary.toString(),
                                    "-httpListenAddr=127.0.0.1:" + port,
                                    "-promscrape.config=" + config,
                                    "-remoteWrite.tmpDataPath=" + folder.resolve("vmagent"),
                                    "-remoteWrite.url=" + muninn.address() + "/api/v1/write"))) {
                awaitSeries(muninn.client(), "up{job=\"vmagent\"} == 1");
                assertThat(vmagent.process().isAlive()).isTrue();
            }
        }
    }

    @Test
    void aPythonScriptSendsPlainJson() throws Exception {
        try (MuninnProcess muninn = MuninnProcess.start(folder.resolve("data"))) {
            String page = Files.readString(Repository.root().resolve("docs/ingest/json.md"));
            int start = page.indexOf("```python\n") + "```python\n".length();
            String script =
                    page.substring(start, page.indexOf("```", start))
                            .replace("http://127.0.0.1:7171", muninn.address());
            Process python;
            try {
                python = new ProcessBuilder("python3", "-c", script).inheritIO().start();
            } catch (IOException e) {
                Assumptions.abort("skipped: no python3");
                throw e;
            }
            assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(python.exitValue()).isZero();
            JsonNode result =
                    muninn.client().queryNow("jobs_done_total{queue=\"mail\"}").path("result");
            assertThat(result.path(0).path("value").path(1).asText()).isEqualTo("42");
        }
    }

    @Test
    void whatMuninnForwardsIsFoundInPrometheus() throws Exception {
        try (Peers.Peer prometheus = prometheus("", "--web.enable-remote-write-receiver");
                MuninnProcess muninn =
                        MuninnProcess.start(
                                folder.resolve("data"),
                                "--set",
                                "ingest.forward-urls=" + prometheus.address() + "/api/v1/write")) {
            muninn.client()
                    .post(
                            "/api/v1/metrics",
                            "application/json",
                            "{\"name\": \"forwarded\", \"value\": 7}"
                                    .getBytes(StandardCharsets.UTF_8));
            awaitSeries(new MuninnClient(prometheus.address()), "forwarded == 7");
            awaitSeries(new MuninnClient(prometheus.address()), "node_load1");
        }
    }

    @Test
    void aBlockOfPrometheusIsImported() throws Exception {
        String query = "sum(count_over_time(prometheus_http_requests_total[1h]))";
        String histograms =
                "sum(histogram_count(last_over_time(prometheus_http_request_duration_seconds[1h])))";
        try (Peers.Peer prometheus =
                prometheus("", "--web.enable-admin-api", "--enable-feature=native-histograms")) {
            MuninnClient source = new MuninnClient(prometheus.address());
            Await.until(
                    "some scrapes",
                    PATIENCE,
                    () ->
                            number(source.queryNow("scrape_samples_scraped")) > 0
                                    && number(source.queryNow("count_over_time(up[1m])")) > 5);
            String name =
                    MuninnClient.parse(
                                    source.post("/api/v1/admin/tsdb/snapshot", "", new byte[0])
                                            .body())
                            .path("data")
                            .path("name")
                            .asText();
            Path snapshot = folder.resolve("prometheus/snapshots").resolve(name);
            try (MuninnProcess muninn = MuninnProcess.start(folder.resolve("data"));
                    var blocks = Files.list(snapshot)) {
                for (Path block : blocks.filter(Files::isDirectory).toList()) {
                    importBlock(block, muninn);
                }
                long now = System.currentTimeMillis();
                double imported = number(muninn.client().query(query, now));
                assertThat(imported).isPositive();
                assertThat(imported).isLessThanOrEqualTo(number(source.query(query, now)));
                assertThat(number(muninn.client().query(histograms, now)))
                        .as("observations in native histograms")
                        .isPositive()
                        .isLessThanOrEqualTo(number(source.query(histograms, now)));
                JsonNode series =
                        muninn.client().queryNow("count(prometheus_build_info)").path("result");
                assertThat(series).isNotEmpty();
            }
        }
    }

    private static void importBlock(Path block, MuninnProcess muninn) throws Exception {
        Process command =
                new ProcessBuilder(
                                MuninnProcess.launcher().toString(),
                                "import",
                                block.toString(),
                                "--url",
                                muninn.address() + "/api/v1/write")
                        .redirectErrorStream(true)
                        .start();
        String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).as(output).isZero();
        assertThat(output).contains("100 %", "samples sent");
    }

    private static double number(JsonNode data) {
        return data.path("result").path(0).path("value").path(1).asDouble();
    }
}
