package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus without data of its own reads Muninn's: it answers as Muninn does. */
class RemoteReadIT {

    private static final List<String> QUERIES =
            List.of(
                    "node_load1",
                    "sum by (mode) (rate(node_cpu_seconds_total[10s]))",
                    "count by (__name__) ({__name__=~\"node_.+\"})",
                    "max_over_time(node_memory_MemFree_bytes[10s])",
                    "node_network_receive_bytes_total offset 5s",
                    "rate(muninn_store_samples_total[10s])",
                    "absent(no_such_metric{a=\"b\"})");

    @TempDir private Path folder;

    @Test
    void givesPrometheusTheSamplesOfMuninn() throws Exception {
        try (MuninnProcess muninn = MuninnProcess.start(folder.resolve("data"))) {
            String config =
                    "remote_read:\n  - url: %s/api/v1/read\n    read_recent: true\n"
                            .formatted(muninn.address());
            try (Peers.Peer peer = Peers.prometheus(folder, config)) {
                compare(muninn.client(), new MuninnClient(peer.address()));
            }
        }
    }

    private static void compare(MuninnClient muninn, MuninnClient prometheus) {
        Await.until(
                "25 seconds of this machine's figures",
                Duration.ofSeconds(90),
                () -> {
                    JsonNode found =
                            muninn.queryNow("count_over_time(node_load1[5m])").path("result");
                    return !found.isEmpty() && found.get(0).path("value").get(1).asLong() >= 25;
                });
        long end = System.currentTimeMillis() / 1000 - 4;
        for (String query : QUERIES) {
            assertThat(PrometheusAgreementIT.comparable(prometheus.query(query, end * 1000)))
                    .as("instant %s", query)
                    .isNotEmpty()
                    .isEqualTo(PrometheusAgreementIT.comparable(muninn.query(query, end * 1000)));
            assertThat(
                            PrometheusAgreementIT.comparable(
                                    prometheus.queryRange(query, end - 12, end, "3")))
                    .as("range %s", query)
                    .isNotEmpty()
                    .isEqualTo(
                            PrometheusAgreementIT.comparable(
                                    muninn.queryRange(query, end - 12, end, "3")));
        }
    }
}
