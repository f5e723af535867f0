package dev.muninn.query;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.TimeRange;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever happens to the samples, what the cache answers is what the engine would. */
final class ResultCacheProperties {

    /** Never behind, so that answers can be compared at any moment. */
    private static final CacheOptions EXACT =
            new CacheOptions(1 << 20, Duration.ofMinutes(10), Duration.ZERO);

    private static final List<String> EXPRESSIONS =
            List.of(
                    "x",
                    "x offset 45s",
                    "x offset -30s",
                    "rate(x[90s])",
                    "sum by (g) (rate(x[2m]))",
                    "max_over_time(x[5m])",
                    "x @ 100000",
                    "x - x offset 2m",
                    "topk by (g) (1, x)",
                    "max_over_time(sum(x)[2m:30s] offset 20s)",
                    "{i=\"1\"}",
                    "x / on (i, g) y",
                    "absent(y)",
                    "scalar(sum(y))",
                    "count_values(\"v\", x % 3)",
                    "time() - timestamp(x)",
                    "quantile_over_time(0.5, y[3m] @ 120)");

    private static final long[] STEPS = {1_000, 5_000, 15_000, 37_000};

    @Property(tries = 400)
    void answersAsTheEngineDoes(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryStore samples = new MemoryStore();
        ManualClock time = new ManualClock(600_000);
        try (QueryEngine engine = QueryEngine.open(samples, QueryOptions.DEFAULTS, time)) {
            ResultCache cache = ResultCache.of(engine, EXACT, time);
            String favourite = EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size()));
            for (int i = 0; i < 80; i++) {
                switch (random.nextInt(10)) {
                    case 0 -> time.advance(Duration.ofMillis(random.nextInt(120_000)));
                    case 1, 2, 3 -> scrape(samples, time.millis(), random);
                    case 4 -> samples.add(series(random), random.nextLong(time.millis()), i);
                    case 5 -> delete(samples, time.millis(), random);
                    case 6 -> {
                        if (random.nextInt(5) == 0) {
                            // As after a start of the server: nothing is known any more.
                            cache = ResultCache.of(engine, EXACT, time);
                        }
                    }
                    default -> {
                        String expr =
                                random.nextBoolean()
                                        ? favourite
                                        : EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size()));
                        compare(cache, engine, expr, time.millis(), random);
                    }
                }
            }
        }
    }

    private static Labels series(Random random) {
        int i = random.nextInt(4);
        return Labels.of(
                "__name__", random.nextInt(3) == 0 ? "y" : "x", "i", "" + i, "g", "" + i % 2);
    }

    /** Newest samples of all series, some of them a little late. */
    private static void scrape(MemoryStore samples, long now, Random random) {
        for (int i = 0; i < 8; i++) {
            samples.add(series(random), now - random.nextInt(3) * 1_000L, random.nextInt(100));
        }
    }

    private static void delete(MemoryStore samples, long now, Random random) {
        long from = random.nextLong(now);
        samples.delete(
                List.of(Matcher.equal("i", "" + random.nextInt(4))),
                new TimeRange(from, from + random.nextInt(60_000)));
    }

    private static void compare(
            ResultCache cache, QueryEngine engine, String expr, long now, Random random) {
        long step = STEPS[random.nextInt(STEPS.length)];
        // Mostly aligned, as dashboards ask; sometimes with another phase.
        long phase = random.nextInt(4) == 0 ? random.nextLong(step) : 0;
        long end = (now - random.nextInt(4) * 60_000L + random.nextInt(2) * 10_000L) / step * step;
        long start = end - step * random.nextInt(300);
        QueryResult expected =
                engine.range(expr, start + phase, end + phase, step, QueryCall.PLAIN);
        Answers.assertSame(
                cache.range(expr, start + phase, end + phase, step, QueryCall.PLAIN), expected);
    }
}
