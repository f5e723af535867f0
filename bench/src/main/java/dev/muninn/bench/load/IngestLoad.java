package dev.muninn.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a {@link Workload} to a server and prints one line of tab-separated figures: samples,
 * seconds, server CPU seconds per million samples while cold and after that, peak resident MB,
 * bytes on disk per sample, bytes written per sample, failed requests, samples found by query.
 *
 * <p>A load may begin with rounds of other series of the same shape, sent to a server that has just
 * started: their CPU is the cold figure, and code compiled meanwhile is not in the other one.
 */
public final class IngestLoad {

    private record Plan(
            String write,
            String query,
            ServerProcess server,
            Path data,
            int series,
            int rounds,
            int warmUpRounds,
            int samplesPerRequest,
            int seriesPerRequest,
            int connections,
            long stepMillis,
            long endMillis,
            WriteProtocol protocol,
            String run) {

        static Plan parse(String[] args) {
            Map<String, String> options = new HashMap<>();
            for (int i = 0; i + 1 < args.length; i += 2) {
                options.put(args[i].substring(2), args[i + 1]);
            }
            return new Plan(
                    options.getOrDefault("write", "http://127.0.0.1:7171/api/v1/write"),
                    options.getOrDefault("query", "http://127.0.0.1:7171/api/v1/query"),
                    new ServerProcess(Long.parseLong(options.getOrDefault("pid", "0"))),
                    Path.of(options.getOrDefault("data", "data")),
                    Integer.parseInt(options.getOrDefault("series", "100000")),
                    Integer.parseInt(options.getOrDefault("rounds", "20")),
                    Integer.parseInt(options.getOrDefault("warm-up-rounds", "0")),
                    Integer.parseInt(options.getOrDefault("samples-per-request", "1")),
                    Integer.parseInt(options.getOrDefault("series-per-request", "2000")),
                    Integer.parseInt(options.getOrDefault("connections", "2")),
                    Long.parseLong(options.getOrDefault("step-ms", "15000")),
                    Long.parseLong(
                            options.getOrDefault(
                                    "end-ms", Long.toString(System.currentTimeMillis()))),
                    WriteProtocol.valueOf(options.getOrDefault("protocol", "ONE")),
                    options.getOrDefault("run", "r" + System.currentTimeMillis()));
        }
    }

    /** Series of the rounds before the measured ones. */
    private static final int WARM_UP_SERIES = 100_000;

    /** What sending cost. */
    private record Cost(long samples, double seconds, double cpuSeconds, long failed) {

        double cpuPerMillion() {
            return samples == 0 ? Double.NaN : cpuSeconds / samples * 1e6;
        }
    }

    /** Series that are sent in rounds, each with the times behind the round before. */
    private final class Rounds {

        private final Workload workload;
        private final byte[][] labels;
        private final int count;
        private final long startMillis;

        Rounds(int series, int count, String run) {
            this.count = count;
            workload = new Workload(series, 42, run);
            labels = new byte[series][];
            for (int i = 0; i < series; i++) {
                labels[i] = workload.labels(i);
            }
            long span = (long) count * plan.samplesPerRequest() * plan.stepMillis();
            startMillis = (plan.endMillis() - span) / plan.stepMillis() * plan.stepMillis();
        }

        Cost send(ExecutorService pool) throws Exception {
            long failed = 0;
            double cpu = 0;
            double seconds = 0;
            for (int round = 0; round < count; round++) {
                // Built before the clock runs: the generator's own cost is nobody's figure.
                byte[][] bodies = bodies(round);
                double cpuBefore = plan.server().cpuSeconds();
                long before = System.nanoTime();
                failed += IngestLoad.this.send(pool, bodies);
                seconds += (System.nanoTime() - before) / 1e9;
                cpu += plan.server().cpuSeconds() - cpuBefore;
            }
            long samples = (long) labels.length * count * plan.samplesPerRequest();
            return new Cost(samples, seconds, cpu, failed);
        }

        private byte[][] bodies(int round) throws IOException {
            int perRound = (labels.length + plan.seriesPerRequest() - 1) / plan.seriesPerRequest();
            byte[][] bodies = new byte[perRound][];
            WriteProtocol.Request request = plan.protocol().request();
            for (int r = 0; r < perRound; r++) {
                bodies[r] = body(request, r, round);
            }
            return bodies;
        }

        private byte[] body(WriteProtocol.Request request, int index, int round)
                throws IOException {
            int samples = plan.samplesPerRequest();
            int from = index * plan.seriesPerRequest();
            int to = Math.min(labels.length, from + plan.seriesPerRequest());
            for (int i = from; i < to; i++) {
                request.series(labels[i]);
                for (int k = 0; k < samples; k++) {
                    request.sample(
                            startMillis + ((long) round * samples + k) * plan.stepMillis(),
                            workload.next(i));
                }
            }
            return plan.protocol().compress(request.encode());
        }
    }

    private final Plan plan;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private IngestLoad(Plan plan) {
        this.plan = plan;
    }

    public static void main(String[] args) throws Exception {
        IngestLoad load = new IngestLoad(Plan.parse(args));
        load.run();
    }

    private void run() throws Exception {
        long writtenBefore = plan.server().writtenBytes();
        int warmUpSeries = Math.min(plan.series(), WARM_UP_SERIES);
        Cost cold;
        Cost warm;
        try (ExecutorService pool = Executors.newFixedThreadPool(plan.connections())) {
            cold = new Rounds(warmUpSeries, plan.warmUpRounds(), "warm-up").send(pool);
            warm = new Rounds(plan.series(), plan.rounds(), plan.run()).send(pool);
        }
        // Before the question: this is the memory that taking samples needs.
        long peak = plan.server().peakResidentBytes();
        long found = count();
        long all = cold.samples() + warm.samples();
        System.out.printf(
                Locale.ROOT,
                "%d\t%.2f\t%.3f\t%.3f\t%.0f\t%.3f\t%.2f\t%d\t%d%n",
                warm.samples(),
                warm.seconds(),
                cold.cpuPerMillion(),
                warm.cpuPerMillion(),
                peak / 1e6,
                (double) ServerProcess.bytesOnDisk(plan.data()) / all,
                (double) (plan.server().writtenBytes() - writtenBefore) / all,
                cold.failed() + warm.failed(),
                found);
    }

    /** Sends each body, always the same part of the series by the same connection. */
    private long send(ExecutorService pool, byte[][] bodies) throws Exception {
        List<Future<Long>> parts = new ArrayList<>();
        for (int c = 0; c < plan.connections(); c++) {
            int first = c;
            parts.add(
                    pool.submit(
                            () -> {
                                long failed = 0;
                                for (int i = first; i < bodies.length; i += plan.connections()) {
                                    failed += post(bodies[i]) / 100 == 2 ? 0 : 1;
                                }
                                return failed;
                            }));
        }
        long failed = 0;
        for (Future<Long> part : parts) {
            failed += part.get();
        }
        return failed;
    }

    private int post(byte[] body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(plan.write()))
                        .header("Content-Type", plan.protocol().contentType())
                        .header("Content-Encoding", plan.protocol().encoding())
                        .header("X-Prometheus-Remote-Write-Version", plan.protocol().version())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Samples of this run that the server finds; metric by metric, to stay within query limits. */
    private long count() throws IOException, InterruptedException {
        long total = 0;
        long range =
                (long) plan.rounds() * plan.samplesPerRequest() * plan.stepMillis() / 1000 + 600;
        for (String metric :
                List.of(
                        "build_info",
                        "http_requests_total",
                        "http_request_duration_seconds_bucket",
                        "cpu_seconds_total",
                        "http_request_duration_seconds_sum",
                        "memory_bytes",
                        "utilisation_percent",
                        "queue_depth",
                        "temperature_celsius")) {
            String expr =
                    "sum(count_over_time("
                            + metric
                            + "{run=\""
                            + plan.run()
                            + "\"}["
                            + range
                            + "s]))";
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            plan.query()
                                                    + "?query="
                                                    + URLEncoder.encode(
                                                            expr, StandardCharsets.UTF_8)
                                                    + "&time="
                                                    + plan.endMillis() / 1000))
                            .GET()
                            .build();
            String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            Matcher value = Pattern.compile("\"value\":\\[[^,]*,\"([^\"]*)\"").matcher(answer);
            total += value.find() ? (long) Double.parseDouble(value.group(1)) : 0;
        }
        return total;
    }
}
