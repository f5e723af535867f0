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
        disabledReason = "takes a minute and a half: -Dmuninn.outage=true")
class OutageIT {

    /** The goal: from the outage until people are told. */
    private static final Duration GOAL = Duration.ofMinutes(2);

    @TempDir private Path folder;

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
            assertThat(
                            client.send(
                                            client.request("/api/v1/rules/packs/infrastructure")
                                                    .PUT(HttpRequest.BodyPublishers.noBody())
                                                    .build())
                                    .statusCode())
                    .isEqualTo(204);
            Await.until(
                    "the target to be up",
                    Duration.ofSeconds(60),
                    () -> client.queryNow("up{job=\"shop\"} == 1").path("result").size() == 1);
            target.stop(0);
            Await.until(
                    "the outage to be told in the log, where nobody configured anything",
                    GOAL,
                    () -> muninn.output().contains("TargetDown"));
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
