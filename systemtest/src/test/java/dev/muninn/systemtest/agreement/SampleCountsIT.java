package dev.muninn.systemtest.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.systemtest.MuninnClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stats=all} counts the samples that each step looks at as a real Prometheus does. */
class SampleCountsIT {

    private static final List<String> QUERIES =
            List.of(
                    "g",
                    "sum by (job) (g) + sum by (job) (c_total)",
                    "gaps or g",
                    "{__name__=~\"h_.*\"}",
                    "{job=\"a\"}",
                    "rate(c_total[3m])",
                    "rate(h_exp[3m])",
                    "sum_over_time(mix[5m])",
                    "h_custom @ 1709202000",
                    "rate(c_total[10m] @ end())",
                    "max_over_time(rate(c_total[1m])[4m:20s])",
                    "histogram_quantile(0.9, sum by (le) (rate(cl_bucket[2m])))",
                    "topk(1, g offset 3m)",
                    "timestamp(late)",
                    "g / g",
                    "nosuch",
                    "1 + 1");

    @TempDir private Path folder;

    @Test
    void countsSamplesAsPrometheusDoes() throws Exception {
        try (PeerPair pair = PeerPair.start(folder, QueryData.LEAP_DAY)) {
            for (String query : QUERIES) {
                assertThat(counts(pair.muninn().client(), query))
                        .as(query)
                        .isEqualTo(counts(pair.other(), query));
            }
        }
    }

    private static List<JsonNode> counts(MuninnClient of, String query) {
        JsonNode samples =
                of.data(
                                "/api/v1/query_range",
                                Map.of(
                                        "query",
                                        query,
                                        "start",
                                        Long.toString(QueryData.LEAP_DAY + 1000),
                                        "end",
                                        Long.toString(QueryData.LEAP_DAY + 3000),
                                        "step",
                                        "125",
                                        "stats",
                                        "all"))
                        .at("/stats/samples");
        return List.of(
                samples.path("totalQueryableSamplesPerStep"),
                samples.path("totalQueryableSamples"));
    }
}
