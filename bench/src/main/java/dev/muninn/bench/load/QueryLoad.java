package dev.muninn.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Asks several servers that hold the same {@link Workload} the queries of dashboards, in turn, and
 * prints a table: median time and server CPU per query, and the first server's ratio to each other.
 *
 * <p>Arguments: hours of data, repeats, then {@code name=address=pid} for each server.
 */
public final class QueryLoad {

    private record Server(String name, String address, ServerProcess process) {

        static Server parse(String text) {
            String[] parts = text.split("=", 3);
            return new Server(parts[0], parts[1], new ServerProcess(Long.parseLong(parts[2])));
        }
    }

    /** Median milliseconds and mean CPU milliseconds of one query on one server. */
    private record Cost(double wallMillis, double cpuMillis) {}

    private static final List<String> QUERIES =
            List.of(
                    "temperature_celsius{instance=\"host-3.example.org:9100\",slot=\"slot-98\"}",
                    "rate(http_requests_total{instance=\"host-3.example.org:9100\"}[5m])",
                    "sum by (job) (rate(http_requests_total[5m]))",
                    "sum(rate(http_requests_total[5m]))",
                    "topk(5, sum by (instance) (rate(http_requests_total[5m])))",
                    "histogram_quantile(0.99, sum by (le)"
                            + " (rate(http_request_duration_seconds_bucket[5m])))",
                    "histogram_quantile(0.9, sum by (job, le)"
                            + " (rate(http_request_duration_seconds_bucket[5m])))",
                    "sum(rate(http_request_duration_seconds_sum[5m]))"
                            + " / sum(rate(http_requests_total[5m]))",
                    "sum by (namespace) (rate(http_requests_total{job=~\"application-1.*\"}[5m]))",
                    "max_over_time(utilisation_percent{job=\"application-3\"}[1h])",
                    "avg by (cluster) (utilisation_percent)",
                    "max by (instance) (memory_bytes)",
                    "sum(memory_bytes) by (region, cluster)",
                    "quantile(0.95, queue_depth)",
                    "count by (job) (build_info)",
                    "avg_over_time(memory_bytes{cluster=\"production-1\"}[10m])",
                    "increase(cpu_seconds_total{region=\"north-1\"}[1h])",
                    "utilisation_percent > 90",
                    "sum by (job) (queue_depth) / on (job) count by (job) (queue_depth)");

    private static final int POINTS = 240;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Server> servers;
    private final int repeats;
    private final long end = System.currentTimeMillis() / 1000 - 60;
    private final long start;

    private QueryLoad(int hours, int repeats, List<Server> servers) {
        this.servers = servers;
        this.repeats = repeats;
        start = end - hours * 3600L;
    }

    public static void main(String[] args) throws Exception {
        List<Server> servers = Arrays.stream(args).skip(2).map(Server::parse).toList();
        new QueryLoad(Integer.parseInt(args[0]), Integer.parseInt(args[1]), servers).run();
    }

    private void run() throws Exception {
        StringBuilder header = new StringBuilder("| query | elements |");
        StringBuilder rule = new StringBuilder("|---|---|");
        for (Server server : servers) {
            header.append(' ').append(server.name()).append(" p50 ms | CPU ms |");
            rule.append("---|---|");
        }
        System.out.println(header);
        System.out.println(rule);
        double[] wallRatio = new double[servers.size()];
        double[] cpuRatio = new double[servers.size()];
        for (String query : QUERIES) {
            List<Cost> costs = measure(query);
            StringBuilder row = new StringBuilder("| `").append(query).append("` | ");
            row.append(elements(query)).append(" |");
            for (int i = 0; i < servers.size(); i++) {
                Cost cost = costs.get(i);
                row.append(
                        String.format(
                                Locale.ROOT,
                                " %.1f | %.1f |",
                                cost.wallMillis(),
                                cost.cpuMillis()));
                wallRatio[i] += Math.log(costs.getFirst().wallMillis() / cost.wallMillis());
                cpuRatio[i] +=
                        Math.log((costs.getFirst().cpuMillis() + 0.1) / (cost.cpuMillis() + 0.1));
            }
            System.out.println(row);
        }
        System.out.println();
        for (int i = 1; i < servers.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "Geometric mean of %s to %s: time %.3f, CPU %.3f%n",
                    servers.getFirst().name(),
                    servers.get(i).name(),
                    Math.exp(wallRatio[i] / QUERIES.size()),
                    Math.exp(cpuRatio[i] / QUERIES.size()));
        }
    }

    private List<Cost> measure(String query) throws IOException, InterruptedException {
        for (Server server : servers) {
            ask(server, query, 0);
            ask(server, query, 0);
        }
        double[][] wall = new double[servers.size()][repeats];
        double[] cpu = new double[servers.size()];
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (int i = 0; i < servers.size(); i++) {
                double cpuBefore = servers.get(i).process().cpuSeconds();
                long before = System.nanoTime();
                ask(servers.get(i), query, repeat);
                wall[i][repeat] = (System.nanoTime() - before) / 1e6;
                cpu[i] += (servers.get(i).process().cpuSeconds() - cpuBefore) * 1e3;
            }
        }
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            Arrays.sort(wall[i]);
            costs.add(new Cost(wall[i][repeats / 2], cpu[i] / repeats));
        }
        return costs;
    }

    /** Shifted by a second a repeat, so that no server's result cache knows the answer. */
    private String ask(Server server, String query, int shift)
            throws IOException, InterruptedException {
        String uri =
                server.address()
                        + "/api/v1/query_range?nocache=1&query="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8)
                        + "&start="
                        + (start - shift)
                        + "&end="
                        + (end - shift)
                        + "&step="
                        + (end - start) / POINTS;
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(URI.create(uri)).GET().build(),
                        HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(server.name() + " answered " + response.body() + " to " + query);
        }
        return response.body();
    }

    private String elements(String query) throws IOException, InterruptedException {
        StringBuilder counts = new StringBuilder();
        for (Server server : servers) {
            int count = ask(server, query, 0).split("\"metric\":", -1).length - 1;
            counts.append(counts.isEmpty() ? "" : "/").append(count);
        }
        return counts.toString();
    }
}
