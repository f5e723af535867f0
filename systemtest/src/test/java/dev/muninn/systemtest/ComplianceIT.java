package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.systemtest.agreement.Answers;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/**
 * The compliance queries of the field give the same answers as a real Prometheus over the same
 * samples, as instant and as range queries.
 */
class ComplianceIT {

    private static final long STEP_MILLIS = 15_000;

    private static final int STEPS = 4 * 60 * 2;

    /** Queries whose answers may differ, each with its reason in docs/promql-differences.md. */
    private static final Set<String> DIFFERENT = Set.of();

    @TempDir private Path folder;

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void agreesWithPrometheusOnEveryComplianceQuery() throws Exception {
        Path queries =
                Repository.root()
                        .resolveSibling("shared/conformance/promql/compliance-queries.txt");
        Assumptions.assumeTrue(Files.exists(queries), "skipped: no compliance queries here");
        try (MuninnProcess muninn =
                        MuninnProcess.start(folder.resolve("data"), "--set", "collect.host=false");
                Peers.Peer peer =
                        Peers.prometheus(
                                folder, "global: {}\n", "--web.enable-remote-write-receiver")) {
            long end = System.currentTimeMillis() / STEP_MILLIS * STEP_MILLIS;
            MuninnClient other = new MuninnClient(peer.address());
            write(muninn.client(), other, end - (STEPS - 1) * STEP_MILLIS);
            List<String> differences = new ArrayList<>();
            int compared = 0;
            for (String line : Files.readAllLines(queries)) {
                String query = line.replace("[should_fail] ", "");
                if (!query.isBlank() && !DIFFERENT.contains(query)) {
                    compare(query, muninn.client(), other, end / 1000, differences);
                    compared++;
                }
            }
            System.out.printf(
                    "ComplianceIT: %d queries, %d answers differ%n", compared, differences.size());
            assertThat(differences).isEmpty();
        }
    }

    /** The same series as the public demo service has: three instances with all kinds of shapes. */
    private void write(MuninnClient muninn, MuninnClient prometheus, long start)
            throws IOException {
        Map<Labels, double[]> series = new TreeMap<>();
        for (int instance = 0; instance < 3; instance++) {
            Labels target =
                    Labels.of("instance", "demo.promlabs.com:1000" + instance, "job", "demo");
            for (String type : List.of("buffers", "cached", "free", "used")) {
                put(series, target.with("type", type), "demo_memory_usage_bytes", walk(1e9, 1e7));
            }
            for (String mode : List.of("idle", "system", "user")) {
                put(series, target.with("mode", mode), "demo_cpu_usage_seconds_total", counter(9));
            }
            put(series, target, "demo_num_cpus", walk(4, 0));
            put(series, target, "demo_disk_usage_bytes", walk(5e10, 1e8));
            put(series, target, "demo_batch_last_success_timestamp_seconds", stairs(start));
            double[] sometimes = walk(1, 0);
            for (int i = 0; i < STEPS; i++) {
                sometimes[i] = i / 20 % 2 == 0 ? 1 : Double.NEGATIVE_INFINITY;
            }
            put(series, target, "demo_intermittent_metric", sometimes);
            for (String path : List.of("/api/bar", "/api/foo")) {
                double[] total = new double[STEPS];
                for (String le : List.of("0.005", "0.025", "0.1", "0.5", "2.5", "+Inf")) {
                    double[] bucket = counter(5);
                    for (int i = 0; i < STEPS; i++) {
                        total[i] += bucket[i];
                    }
                    Labels labels =
                            target.with("path", path)
                                    .with("method", "GET")
                                    .with("status", "200")
                                    .with("le", le);
                    put(series, labels, "demo_api_request_duration_seconds_bucket", total.clone());
                }
            }
        }
        for (int from = 0; from < STEPS; from += 40) {
            RemoteWriteEncoder encoder = new RemoteWriteEncoder();
            for (Map.Entry<Labels, double[]> entry : series.entrySet()) {
                encoder.series(entry.getKey());
                for (int i = from; i < from + 40; i++) {
                    if (entry.getValue()[i] != Double.NEGATIVE_INFINITY) {
                        encoder.sample(start + i * STEP_MILLIS, entry.getValue()[i]);
                    }
                }
            }
            byte[] body = Snappy.compress(encoder.encode());
            assertThat(muninn.write(body).statusCode() / 100).isEqualTo(2);
            assertThat(prometheus.write(body).statusCode() / 100).isEqualTo(2);
        }
    }

    private static void put(
            Map<Labels, double[]> series, Labels labels, String name, double[] values) {
        series.put(labels.with(Labels.METRIC_NAME, name), values);
    }

    private double[] walk(double start, double width) {
        double[] values = new double[STEPS];
        double value = start * (1 + random.nextDouble() * (width == 0 ? 0 : 0.1));
        for (int i = 0; i < STEPS; i++) {
            values[i] = value;
            value += (random.nextDouble() - 0.5) * width;
        }
        return values;
    }

    /** A counter that starts again now and then. */
    private double[] counter(double rate) {
        double[] values = new double[STEPS];
        double value = 0;
        for (int i = 0; i < STEPS; i++) {
            value = random.nextInt(150) == 0 ? 0 : value + random.nextDouble() * rate;
            values[i] = value;
        }
        return values;
    }

    private double[] stairs(long start) {
        double[] values = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            values[i] = start / 1000.0 + 180.0 * Math.floorDiv(i, 12);
        }
        return values;
    }

    private static void compare(
            String query,
            MuninnClient muninn,
            MuninnClient prometheus,
            long end,
            List<String> differences) {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        List<String> calls = new ArrayList<>();
        for (long ago : new long[] {0, 600, 1803}) {
            calls.add("/api/v1/query?query=" + encoded + "&time=" + (end - ago));
        }
        calls.add(
                "/api/v1/query_range?query="
                        + encoded
                        + "&start="
                        + (end - 5400)
                        + "&end="
                        + end
                        + "&step=47");
        for (String call : calls) {
            HttpResponse<String> ours = muninn.get(call);
            HttpResponse<String> theirs = prometheus.get(call);
            if (ours.statusCode() != theirs.statusCode()) {
                differences.add(
                        call
                                + ": status "
                                + ours.statusCode()
                                + " instead of "
                                + theirs.statusCode()
                                + ": "
                                + ours.body());
            } else if (ours.statusCode() == 200) {
                String difference =
                        Answers.difference(
                                MuninnClient.parse(theirs.body()).path("data"),
                                MuninnClient.parse(ours.body()).path("data"));
                if (!difference.isEmpty()) {
                    differences.add(call + ": " + difference);
                }
            }
        }
    }
}
