package dev.muninn.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Asks several servers that hold the same {@link Workload} the {@link DashboardQueries}, in turn,
 * and prints a table: median time and server CPU per query, and what the first server needs of each
 * other.
 *
 * <p>Arguments: hours of data, its end in seconds, the window of rates, rounds, then {@code
 * name=address=pid} for each server.
 */
public final class QueryLoad {

    /*
     * A round asks each server a burst of the same query, shifted by a second each time; servers take
     * turns by burst, so that what else the machine does concerns all. Of quick queries a burst has so
     * many that a collection of garbage or a method compiled meanwhile is not half of what they cost.
     */

    private static final double BURST_MILLIS = 120;
    private static final int LONGEST_BURST = 300;

    /** What each query is asked for before anything is measured: servers in use are warm. */
    private static final int WARM_UP_QUERIES = 25;

    private static final double WARM_UP_SECONDS = 5;

    /** The others are compiled ahead and have only caches to fill. */
    private static final int WARM_UP_QUERIES_OF_OTHERS = 3;

    /** Median milliseconds and mean CPU milliseconds of one query on one server. */
    private record Cost(double wallMillis, double cpuMillis) {}

    private final List<MeasuredServer> servers;
    private final int rounds;
    private final DashboardQueries queries;

    private QueryLoad(DashboardQueries queries, int rounds, List<MeasuredServer> servers) {
        this.queries = queries;
        this.rounds = rounds;
        this.servers = servers;
    }

    public static void main(String[] args) throws Exception {
        long end = Long.parseLong(args[1]);
        long start = end - Integer.parseInt(args[0]) * 3600L;
        new QueryLoad(
                        new DashboardQueries(start, end, args[2]),
                        Integer.parseInt(args[3]),
                        Arrays.stream(args).skip(4).map(MeasuredServer::parse).toList())
                .run();
    }

    private void run() throws Exception {
        awaitIdle();
        for (String text : queries.texts()) {
            warmUp(text);
        }
        // What was compiled late is not the first query's to pay.
        awaitIdle();
        printHeader();
        List<List<Cost>> all = new ArrayList<>();
        for (String text : queries.texts()) {
            List<Cost> costs = measure(text);
            all.add(costs);
            System.out.println(row(text, costs));
        }
        System.out.println();
        for (int i = 1; i < servers.size(); i++) {
            printComparison(i, all);
        }
    }

    private void awaitIdle() throws IOException, InterruptedException {
        for (MeasuredServer server : servers) {
            server.awaitIdle();
        }
    }

    private void warmUp(String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + (long) (WARM_UP_SECONDS * 1e9);
        for (int i = 0; i < WARM_UP_QUERIES || System.nanoTime() < end; i++) {
            servers.getFirst().ask(queries.path(text, i % queries.stepSeconds()));
        }
        for (MeasuredServer server : servers.subList(1, servers.size())) {
            for (int i = 0; i < WARM_UP_QUERIES_OF_OTHERS; i++) {
                server.ask(queries.path(text, i));
            }
        }
    }

    private void printHeader() {
        StringBuilder header = new StringBuilder("| query | elements |");
        StringBuilder rule = new StringBuilder("|---|---|");
        for (MeasuredServer server : servers) {
            header.append(' ').append(server.name()).append(" p50 ms | CPU ms |");
            rule.append("---|---|");
        }
        System.out.println(header);
        System.out.println(rule);
    }

    private String row(String text, List<Cost> costs) throws IOException, InterruptedException {
        StringBuilder row = new StringBuilder("| `").append(text.replace("|", "\\|"));
        row.append("` | ").append(elements(text)).append(" |");
        for (Cost cost : costs) {
            row.append(
                    String.format(
                            Locale.ROOT, " %.2f | %.2f |", cost.wallMillis(), cost.cpuMillis()));
        }
        return row.toString();
    }

    private String elements(String text) throws IOException, InterruptedException {
        List<String> counts = new ArrayList<>();
        for (MeasuredServer server : servers) {
            int count = DashboardQueries.elements(text, server.ask(queries.path(text, 0)));
            counts.add(Integer.toString(count));
        }
        return String.join("/", counts);
    }

    private List<Cost> measure(String text) throws IOException, InterruptedException {
        int[] bursts = new int[servers.size()];
        for (int i = 0; i < bursts.length; i++) {
            long before = System.nanoTime();
            servers.get(i).ask(queries.path(text, 1));
            double millis = (System.nanoTime() - before) / 1e6;
            bursts[i] = (int) Math.clamp(Math.ceil(BURST_MILLIS / millis), 1, LONGEST_BURST);
        }
        List<List<Double>> walls = new ArrayList<>();
        double[] cpu = new double[servers.size()];
        servers.forEach(server -> walls.add(new ArrayList<>()));
        long shift = 0;
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < servers.size(); i++) {
                MeasuredServer server = servers.get(i);
                double cpuBefore = server.process().cpuSeconds();
                for (int k = 0; k < bursts[i]; k++) {
                    long before = System.nanoTime();
                    server.ask(queries.path(text, ++shift % queries.stepSeconds()));
                    walls.get(i).add((System.nanoTime() - before) / 1e6);
                }
                cpu[i] += server.process().cpuSeconds() - cpuBefore;
            }
        }
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            double[] sorted = walls.get(i).stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            costs.add(new Cost(sorted[sorted.length / 2], cpu[i] * 1e3 / sorted.length));
        }
        return costs;
    }

    private void printComparison(int other, List<List<Cost>> all) {
        double wall = 0;
        double cpu = 0;
        double mostWall = 0;
        double mostCpu = 0;
        for (List<Cost> costs : all) {
            double wallRatio = costs.getFirst().wallMillis() / costs.get(other).wallMillis();
            double cpuRatio = costs.getFirst().cpuMillis() / costs.get(other).cpuMillis();
            wall += Math.log(wallRatio);
            cpu += Math.log(cpuRatio);
            mostWall = Math.max(mostWall, wallRatio);
            mostCpu = Math.max(mostCpu, cpuRatio);
        }
        System.out.printf(
                Locale.ROOT,
                "%s to %s: geometric mean of time %.3f, of CPU %.3f; most of one query %.2f and"
                        + " %.2f%n%n",
                servers.getFirst().name(),
                servers.get(other).name(),
                Math.exp(wall / all.size()),
                Math.exp(cpu / all.size()),
                mostWall,
                mostCpu);
    }
}
