package dev.muninn.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Four readers ask for 24 h of 200 and of ten thousand series, over and over, while samples come
 * in; prints a table of their waiting times. Each query is asked anew each time, shifted by a
 * second; and as dashboards ask it, from step to step with the result cache.
 *
 * <p>Arguments: end of the data in seconds, seconds to ask each query, samples a second, then
 * {@code name=address=pid}.
 */
public final class ReadersLoad {

    private static final int READERS = 4;
    private static final int HOURS = 24;

    /** About 200 series of the 18,000 have this, and 10,800 the other. */
    private static final List<String> TEXTS =
            List.of(
                    "sum by (instance) (rate(http_requests_total{job=\"application-3\"}[5m]))",
                    "sum by (job) ({__name__=~\"http_.+|memory_bytes\"})");

    /** Makes the path of the n-th question. */
    private interface Question {
        String path(DashboardQueries queries, String text, long number);
    }

    /** How readers ask, by the words for it. */
    private static final Map<String, Question> WAYS =
            new TreeMap<>(
                    Map.of(
                            "anew",
                            (queries, text, number) ->
                                    queries.path(text, number % queries.stepSeconds()),
                            "as dashboards do",
                            (queries, text, number) -> queries.alignedPath(text, number % 8)));

    private ReadersLoad() {}

    public static void main(String[] args) throws Exception {
        long end = Long.parseLong(args[0]);
        double seconds = Double.parseDouble(args[1]);
        int perSecond = Integer.parseInt(args[2]);
        MeasuredServer server = MeasuredServer.parse(args[3]);
        DashboardQueries queries = new DashboardQueries(end - HOURS * 3600L, end, "5m");
        System.out.println(
                "| query | asked | answers | p50 ms | p95 ms | p99 ms | samples/s taken |");
        System.out.println("|---|---|---|---|---|---|---|");
        try (LiveFeed feed = LiveFeed.start(server.address(), perSecond, 1_000, "live")) {
            for (String text : TEXTS) {
                for (Map.Entry<String, Question> way : WAYS.entrySet()) {
                    Asker asker = number -> server.ask(way.getValue().path(queries, text, number));
                    // Once unmeasured: servers in use are warm.
                    ask(asker, seconds / 4);
                    long before = feed.sent();
                    long start = System.nanoTime();
                    double[] millis = ask(asker, seconds);
                    double took = (System.nanoTime() - start) / 1e9;
                    System.out.printf(
                            Locale.ROOT,
                            "| `%s` | %s | %d | %.1f | %.1f | %.1f | %.0f |%n",
                            text.replace("|", "\\|"),
                            way.getKey(),
                            millis.length,
                            at(millis, 0.5),
                            at(millis, 0.95),
                            at(millis, 0.99),
                            (feed.sent() - before) / took);
                }
            }
            System.out.printf(Locale.ROOT, "%nSamples refused: %d%n", feed.failed());
        }
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }

    /** Asks the n-th question and waits for the answer. */
    private interface Asker {
        void ask(long number) throws Exception;
    }

    private static double[] ask(Asker asker, double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Double> all = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                int reader = i;
                running.add(
                        readers.submit(
                                () -> {
                                    for (long n = reader; System.nanoTime() < end; n += READERS) {
                                        long before = System.nanoTime();
                                        asker.ask(n);
                                        all.add((System.nanoTime() - before) / 1e6);
                                    }
                                    return null;
                                }));
            }
            for (Future<?> reader : running) {
                reader.get();
            }
        }
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
