package dev.muninn.bench.load;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Viewers who look at dashboards that refresh every ten seconds, while samples come in; prints how
 * many of the points they got were in the result cache, and how long they waited.
 *
 * <p>Arguments: folder of dashboards' expressions (one JSON object a line with {@code expanded}),
 * viewers, seconds, then {@code name=address=pid}.
 */
public final class ReplayLoad {

    private static final long REFRESH_MILLIS = 10_000;
    private static final int PANELS = 12;

    /** What dashboards open on most often, in minutes, and the step Grafana takes for it. */
    private static final int[][] RANGES = {{30, 15}, {60, 15}, {180, 30}, {360, 60}, {1440, 300}};

    private static final int SERIES = 6_000;
    private static final Pattern USE = Pattern.compile("l1=(\\d+),l2=\\d+,store=(\\d+)");
    private static final Pattern EXPANDED =
            Pattern.compile("\"expanded\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private final MeasuredServer server;
    private final List<List<String>> dashboards = new ArrayList<>();
    private final LongAdder cached = new LongAdder();
    private final LongAdder computed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

    private ReplayLoad(MeasuredServer server, Path corpus) throws IOException {
        this.server = server;
        List<String> expressions = new ArrayList<>();
        try (Stream<Path> files = Files.list(corpus)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                Matcher found = EXPANDED.matcher(Files.readString(file));
                while (found.find()) {
                    expressions.add(unescaped(found.group(1)));
                }
            }
        }
        Random random = new Random(7);
        List<String> own = new DashboardQueries(0, 1, "1m").texts();
        for (int i = 0; i < 20; i++) {
            List<String> panels = new ArrayList<>();
            for (int k = 0; k < PANELS; k++) {
                // Most dashboards of the corpus ask for what nobody sends here: half have data.
                String text =
                        k % 2 == 0 || expressions.isEmpty()
                                ? own.get(random.nextInt(own.size()))
                                : expressions.get(random.nextInt(expressions.size()));
                if (!text.startsWith("/")) {
                    panels.add(text);
                }
            }
            dashboards.add(panels);
        }
    }

    private static String unescaped(String json) {
        return ESCAPE.matcher(json)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        switch (found.group(1)) {
                                            case "n" -> "\n";
                                            case "t" -> "\t";
                                            default -> found.group(1);
                                        }));
    }

    public static void main(String[] args) throws Exception {
        MeasuredServer server = MeasuredServer.parse(args[3]);
        ReplayLoad load = new ReplayLoad(server, Path.of(args[0]));
        try (LiveFeed feed = LiveFeed.start(server.address(), SERIES, 15_000, "replay")) {
            load.run(Integer.parseInt(args[1]), 1_000L * Integer.parseInt(args[2]));
            System.out.printf(Locale.ROOT, "Samples taken meanwhile: %d%n", feed.sent());
        }
    }

    private void run(int viewers, long runMillis) throws Exception {
        long start = System.currentTimeMillis();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < viewers; i++) {
                int viewer = i;
                all.add(pool.submit(() -> look(viewer, start, start + runMillis)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        long points = cached.sum() + computed.sum();
        System.out.println(
                "| viewers | queries | points | from cache | p50 ms | p95 ms | failed |");
        System.out.println("|---|---|---|---|---|---|---|");
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %d | %.1f %% | %.1f | %.1f | %d |%n%n",
                viewers,
                sorted.length,
                points,
                100.0 * cached.sum() / Math.max(1, points),
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.95)],
                failed.sum());
    }

    /** The first look of each is counted too. */
    private Void look(int viewer, long start, long end) throws Exception {
        Random random = new Random(viewer);
        List<String> panels = dashboards.get(random.nextInt(dashboards.size()));
        int[] range = RANGES[random.nextInt(RANGES.length)];
        long next = start + random.nextInt((int) REFRESH_MILLIS);
        while (next < end) {
            Thread.sleep(Math.max(0, next - System.currentTimeMillis()));
            for (String panel : panels) {
                ask(panel, range[0] * 60L, range[1]);
            }
            next += REFRESH_MILLIS;
        }
        return null;
    }

    private void ask(String text, long rangeSeconds, long stepSeconds) throws Exception {
        long to = System.currentTimeMillis() / 1000 / stepSeconds * stepSeconds;
        String path =
                "/api/v1/query_range?query="
                        + URLEncoder.encode(text, StandardCharsets.UTF_8)
                        + "&start="
                        + (to - rangeSeconds)
                        + "&end="
                        + to
                        + "&step="
                        + stepSeconds;
        long before = System.nanoTime();
        try {
            HttpResponse<String> response = server.response(path);
            millis.add((System.nanoTime() - before) / 1e6);
            Matcher use = USE.matcher(response.headers().firstValue("X-Muninn-Cache").orElse(""));
            if (use.matches()) {
                cached.add(Long.parseLong(use.group(1)));
                computed.add(Long.parseLong(use.group(2)));
            }
        } catch (IOException e) {
            failed.increment();
        }
    }
}
