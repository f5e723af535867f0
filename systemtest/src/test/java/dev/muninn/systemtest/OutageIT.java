package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A fresh server with the usual intervals, and a target that goes down. */
@EnabledIfSystemProperty(
        named = "muninn.outage",
        matches = "true",
        disabledReason = "takes three minutes: -Dmuninn.outage=true")
class OutageIT {

    /** The goal: from the outage until people are told. */
    private static final Duration GOAL = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @Test
    void aFullDiskOfAHostIsToldByAServerThatNobodyConfigured() {
        Path data = folder.resolve("data");
        try (MuninnProcess muninn = MuninnProcess.start(data)) {
            MuninnClient client = muninn.client();
            String lines =
                    """
                    node_filesystem,instance=db-1,mountpoint=/,fstype=ext4 avail_bytes=1e9
                    node_filesystem,instance=db-1,mountpoint=/,fstype=ext4 size_bytes=1e11
                    """;
            byte[] body = lines.getBytes(StandardCharsets.UTF_8);
            assertThat(client.post("/write", "text/plain", body).statusCode()).isEqualTo(204);
            Await.until(
                    "the full disk to be told in the log",
                    GOAL,
                    () -> muninn.output().contains("/ of db-1 has 1% left"));
            assertThat(muninn.output()).contains("ready-made alerts are on (essentials): ");
            assertThat(isEssentialsOn(client)).isTrue();
            HttpRequest off = client.request("/api/v1/rules/packs/essentials").DELETE().build();
            assertThat(client.send(off).statusCode()).isEqualTo(204);
            assertThat(client.data("/api/v1/alerts", Map.of()).path("alerts")).isEmpty();
        }
        try (MuninnProcess muninn = MuninnProcess.start(data)) {
            assertThat(isEssentialsOn(muninn.client())).isFalse();
            assertThat(muninn.output()).doesNotContain("ready-made alerts are on");
        }
    }

    private static boolean isEssentialsOn(MuninnClient client) {
        JsonNode pack = client.data("/api/v1/rules/packs", Map.of()).path("packs").path(0);
        assertThat(pack.path("name").asText()).isEqualTo("essentials");
        return pack.path("on").asBoolean();
    }

    @Test
    void peopleAreToldOfAnOutageByAReadyMadeAlertWithinTwoMinutesAndTheReportSaysSo()
            throws Exception {
        HttpServer target =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] metrics = "shop_orders_total 1\n".getBytes(StandardCharsets.UTF_8);
        target.createContext(
                "/metrics",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/plain");
                    exchange.sendResponseHeaders(200, metrics.length);
                    exchange.getResponseBody().write(metrics);
                    exchange.close();
                });
        target.start();
        Path scrape =
                Files.writeString(
                        folder.resolve("scrape.yml"),
                        """
                        global: {scrape_interval: 15s}
                        scrape_configs:
                          - job_name: shop
                            static_configs: [{targets: ["127.0.0.1:%d"]}]
                        """
                                .formatted(target.getAddress().getPort()));
        try (MuninnProcess muninn =
                MuninnProcess.start(folder.resolve("data"), "--scrape-config", scrape.toString())) {
            MuninnClient client = muninn.client();
            Await.until(
                    "the target to be up",
                    Duration.ofSeconds(60),
                    () -> client.queryNow("up{job=\"shop\"} == 1").path("result").size() == 1);
            target.stop(0);
            Await.until(
                    "the outage to be told in the log, where nobody configured anything",
                    GOAL,
                    () -> muninn.output().contains(" of shop is down"));
            JsonNode report = client.data("/api/v1/alerting/incident-report", Map.of("from", "0"));
            assertThat(report.path("count").asLong()).as(report.toString()).isEqualTo(1);
            assertThat(report.at("/detect/medianSeconds").asDouble())
                    .as(report.toString())
                    .isBetween(0.0, (double) GOAL.toSeconds());
        } finally {
            target.stop(0);
        }
    }
}
