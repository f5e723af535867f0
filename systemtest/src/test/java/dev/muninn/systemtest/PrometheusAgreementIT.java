package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus that scrapes a real node_exporter and writes on to Muninn, and Muninn that
 * scrapes the same exporter itself: both ways show up, and the same queries have the same answers.
 */
class PrometheusAgreementIT {

    private static final List<String> QUERIES =
            List.of(
                    "node_load1{job=\"node-by-prometheus\"}",
                    "sum by (mode) (node_cpu_seconds_total{job=\"node-by-prometheus\"})",
                    "sum by (mode) (rate(node_cpu_seconds_total{job=\"node-by-prometheus\"}[10s]))",
                    "count by (__name__) ({job=\"node-by-prometheus\"})",
                    "topk(3, node_filesystem_size_bytes{job=\"node-by-prometheus\"})",
                    "max_over_time(node_memory_MemFree_bytes{job=\"node-by-prometheus\"}[10s])",
                    "1 - node_memory_MemFree_bytes{job=\"node-by-prometheus\"}"
                            + " / node_memory_MemTotal_bytes{job=\"node-by-prometheus\"}",
                    "quantile(0.9, node_scrape_collector_duration_seconds"
                            + "{job=\"node-by-prometheus\"})",
                    "label_replace(node_uname_info{job=\"node-by-prometheus\"},"
                            + " \"system\", \"$1\", \"sysname\", \"(.*)\")",
                    "absent(no_such_metric{a=\"b\"})",
                    "histogram_quantile(0.9, sum by (le)"
                            + " (prometheus_http_request_duration_seconds_bucket))",
                    "node_network_receive_bytes_total{job=\"node-by-prometheus\"} offset 5s",
                    "avg_over_time(node_load1{job=\"node-by-prometheus\"}[10s:2s])");

    @TempDir private Path folder;

    @Test
    void agreesWithPrometheusOnTheSameSamples() throws Exception {
        Path exporter = Peers.binary("prometheus-node-exporter");
        int exporterPort = Peers.freePort();
        try (Peers.Peer _ =
                Peers.start(
                        folder,
                        "/metrics",
                        exporterPort,
                        List.of(
                                exporter.toString(),
                                "--web.listen-address=127.0.0.1:" + exporterPort))) {
            Path scrape = folder.resolve("scrape.yml");
            Files.writeString(scrape, scrapeConfig("node-by-muninn", exporterPort));
            try (MuninnProcess muninn =
                    MuninnProcess.start(
                            folder.resolve("data"), "--scrape-config", scrape.toString())) {
                String config =
                        scrapeConfig("node-by-prometheus", exporterPort)
                                + "  - job_name: prometheus\n    static_configs:\n"
                                + "      - targets: ['127.0.0.1:$PORT']\n"
                                + "remote_write:\n  - url: "
                                + muninn.address()
                                + "/api/v1/write\n    queue_config:\n"
                                + "      batch_send_deadline: 200ms\n";
                try (Peers.Peer peer = Peers.prometheus(folder, config)) {
                    compare(muninn.client(), new MuninnClient(peer.address()));
                }
            }
        }
    }

    private static String scrapeConfig(String job, int exporterPort) {
        return "global:\n  scrape_interval: 1s\n  scrape_timeout: 1s\n"
                + "scrape_configs:\n  - job_name: "
                + job
                + "\n    static_configs:\n      - targets: ['127.0.0.1:"
                + exporterPort
                + "']\n";
    }

    private static void compare(MuninnClient muninn, MuninnClient prometheus) {
        Await.until(
                "25 scrapes on either way",
                Duration.ofSeconds(90),
                () ->
                        scrapes(muninn, "node-by-muninn") >= 25
                                && scrapes(muninn, "node-by-prometheus") >= 25);
        // A past moment whose samples have all been sent on.
        long end = System.currentTimeMillis() / 1000 - 4;
        for (String query : QUERIES) {
            assertThat(comparable(muninn.query(query, end * 1000)))
                    .as("instant %s", query)
                    .isEqualTo(comparable(prometheus.query(query, end * 1000)));
            assertThat(comparable(muninn.queryRange(query, end - 12, end, "3")))
                    .as("range %s", query)
                    .isEqualTo(comparable(prometheus.queryRange(query, end - 12, end, "3")));
        }
    }

    private static long scrapes(MuninnClient client, String job) {
        JsonNode result =
                client.queryNow("sum(count_over_time(up{job=\"" + job + "\"}[2m]))").path("result");
        return result.isEmpty() ? 0 : result.get(0).path("value").get(1).asLong();
    }

    /** Result elements by their labels, with values rounded to 12 digits. */
    static Map<String, String> comparable(JsonNode data) {
        Map<String, String> elements = new TreeMap<>();
        for (JsonNode element : data.path("result")) {
            Map<String, String> labels = new TreeMap<>();
            element.path("metric")
                    .properties()
                    .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
            StringBuilder values = new StringBuilder();
            if (element.has("value")) {
                append(values, element.path("value"));
            }
            element.path("values").forEach(point -> append(values, point));
            elements.put(labels.toString(), values.toString());
        }
        return elements;
    }

    private static void append(StringBuilder values, JsonNode point) {
        double value = Double.parseDouble(point.get(1).asText().replace("Inf", "Infinity"));
        values.append(' ')
                .append(point.get(0).asDouble())
                .append('=')
                .append(String.format(java.util.Locale.ROOT, "%.11e", value));
    }
}
