package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a packaged server does with a scrape configuration. */
class ScrapeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    private Path scrapeConfig(String job, String address, String more) throws IOException {
        return Files.writeString(
                folder.resolve("scrape.yml"),
                """
                global: {scrape_interval: 1s%s}
                scrape_configs:
                  - job_name: %s
                    static_configs: [{targets: ["%s"]}]
                """
                        .formatted(more, job, address));
    }

    /** A Prometheus that scrapes itself, so that it has something to tell. */
    private Peers.Peer prometheus() throws IOException {
        return Peers.prometheus(
                folder,
                """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: self
                    static_configs: [{targets: ["127.0.0.1:$PORT"]}]
                """);
    }

    private static void awaitSeries(MuninnClient client, String expr, int count) {
        Await.until(
                count + " of " + expr,
                PATIENCE,
                () -> client.queryNow(expr).path("result").size() == count);
    }

    @Test
    void nativeHistogramsOfPrometheusAreScrapedByProtobufAndEndWithIt() throws Exception {
        Peers.Peer prometheus = prometheus();
        try {
            String address = prometheus.address().substring("http://".length());
            Path config = scrapeConfig("prom", address, ", scrape_native_histograms: true");
            try (MuninnProcess muninn =
                    MuninnProcess.start(
                            folder.resolve("data"), "--scrape-config", config.toString())) {
                MuninnClient client = muninn.client();
                String histogram = "prometheus_http_request_duration_seconds{handler=\"/metrics\"}";
                awaitSeries(client, "histogram_count(" + histogram + ") > 1", 1);
                awaitSeries(client, "up{job=\"prom\"} == 1", 1);
                assertThat(
                                client.queryNow("prometheus_http_request_duration_seconds_bucket")
                                        .path("result"))
                        .as("classic buckets, which native ones stand for")
                        .isEmpty();
                assertThat(client.queryNow("prometheus_build_info").path("result")).hasSize(1);
                prometheus.close();
                awaitSeries(client, "up{job=\"prom\"} == 0", 1);
                awaitSeries(client, histogram, 0);
            }
        } finally {
            prometheus.close();
        }
    }

    @Test
    void targetsAreReadAgainAtSighupAndAWrongFileChangesNothing() throws Exception {
        String own = "127.0.0.1:" + Peers.freePort();
        Path config = scrapeConfig("before", own, "");
        try (MuninnProcess muninn =
                MuninnProcess.start(
                        folder.resolve("data"),
                        "--listen",
                        own,
                        "--scrape-config",
                        config.toString())) {
            MuninnClient client = muninn.client();
            awaitSeries(client, "up{job=\"before\"} == 1", 1);

            scrapeConfig("after", own, "");
            hangUp(muninn);
            awaitSeries(client, "up{job=\"after\"} == 1", 1);
            awaitSeries(client, "up{job=\"before\"}", 0);

            scrapeConfig("wrong", own, ", scrape_intervall: 1s");
            hangUp(muninn);
            Await.until(
                    "the refusal in the log",
                    PATIENCE,
                    () -> muninn.output().contains("scrape_intervall"));
            assertThat(client.queryNow("up{job=\"after\"} == 1").path("result")).hasSize(1);
        }
    }

    private static void hangUp(MuninnProcess muninn) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-HUP", Long.toString(muninn.pid())).inheritIO().start();
        assertThat(kill.waitFor()).isZero();
    }
}
