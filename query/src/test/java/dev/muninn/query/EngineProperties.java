package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muninn.model.Labels;
import dev.muninn.model.Staleness;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What must hold of range queries whatever the data. */
class EngineProperties {

    private static final List<String> EXPRESSIONS =
            List.of(
                    "x",
                    "x offset 7s",
                    "rate(x[1m])",
                    "increase(x[33s])",
                    "irate(x[1m])",
                    "delta(x[47s])",
                    "changes(x[2m])",
                    "resets(x[2m])",
                    "max_over_time(x[5m])",
                    "min_over_time(x[10m])",
                    "sum_over_time(x[3m])",
                    "avg_over_time(x[3m])",
                    "stddev_over_time(x[1m])",
                    "quantile_over_time(0.3, x[2m])",
                    "deriv(x[1m])",
                    "sum by (g) (x)",
                    "avg without (i) (x)",
                    "topk by (g) (1, x)",
                    "quantile(0.7, x)",
                    "x > on (i, g) group_left x offset 10s",
                    "x and on (i) (x > 3)",
                    "x unless on (i) (x > 3)",
                    "sum by (g) (x) / count by (g) (x)",
                    "max_over_time(sum(x)[1m:15s])",
                    "x @ 100 + x",
                    "absent(x)");

    private static MemoryStore store(long seed) {
        Random random = new Random(seed);
        MemoryStore store = new MemoryStore();
        for (int i = 0; i < 4; i++) {
            Labels labels = Labels.of("__name__", "x", "i", "" + i, "g", "" + i % 2);
            long time = random.nextInt(20_000);
            double value = random.nextInt(10);
            for (int n = 0; n < 120; n++) {
                time += 1 + random.nextInt(random.nextInt(20) == 0 ? 120_000 : 12_000);
                value = random.nextInt(15) == 0 ? 0 : value + random.nextInt(4);
                store.add(labels, time, random.nextInt(25) == 0 ? Staleness.MARKER : value);
            }
        }
        return store;
    }

    /** A range query is the instant queries at its steps. */
    @Property(tries = 25)
    void rangeEqualsInstants(
            @ForAll @LongRange(min = 0, max = 1 << 30) long seed,
            @ForAll @IntRange(min = 0, max = 25) int expression,
            @ForAll @LongRange(min = 1000, max = 90_000) long step) {
        String expr = EXPRESSIONS.get(expression);
        try (QueryEngine engine =
                QueryEngine.open(store(seed), QueryOptions.DEFAULTS, new ManualClock(0))) {
            QueryResult range = engine.range(expr, 60_000, 600_000, step, QueryCall.PLAIN);
            List<ResultSeries> columns = ((ResultValue.Matrix) range.value()).series();
            for (long time = 60_000; time <= 600_000; time += step) {
                QueryResult instant = engine.instant(expr, time, QueryCall.PLAIN);
                for (ResultSeries point : ((ResultValue.Vector) instant.value()).series()) {
                    assertThat(valueAt(columns, point.labels(), time))
                            .as("%s of %s at %d", expr, point.labels(), time)
                            .isCloseTo(point.values()[0], within(1e-9));
                }
                assertThat(countAt(columns, time))
                        .as("%s at %d", expr, time)
                        .isEqualTo(((ResultValue.Vector) instant.value()).series().size());
            }
        }
    }

    private static double valueAt(List<ResultSeries> columns, Labels labels, long time) {
        for (ResultSeries series : columns) {
            int at = Arrays.binarySearch(series.timestamps(), 0, series.size(), time);
            if (series.labels().equals(labels) && at >= 0) {
                return series.values()[at];
            }
        }
        return Double.NaN;
    }

    private static int countAt(List<ResultSeries> columns, long time) {
        int count = 0;
        for (ResultSeries series : columns) {
            if (Arrays.binarySearch(series.timestamps(), 0, series.size(), time) >= 0) {
                count++;
            }
        }
        return count;
    }

    /** Window functions are what they say of the samples of each window. */
    @Property(tries = 30)
    void windowsHoldWhatTheyShould(
            @ForAll @LongRange(min = 0, max = 1 << 30) long seed,
            @ForAll @LongRange(min = 1, max = 400) long rangeSeconds,
            @ForAll @LongRange(min = 1, max = 600) long stepSeconds) {
        List<long[]> times = new ArrayList<>();
        MemoryStore store = new MemoryStore();
        Random random = new Random(seed);
        Labels labels = Labels.of("__name__", "x");
        long time = 0;
        for (int i = 0; i < 200; i++) {
            time += 1 + random.nextInt(9000);
            double value =
                    switch (random.nextInt(12)) {
                        case 0 -> Double.NaN;
                        case 1 -> Double.NEGATIVE_INFINITY;
                        default -> random.nextInt(100) - 50.0;
                    };
            times.add(new long[] {time, Double.doubleToRawLongBits(value)});
            store.add(labels, time, value);
        }
        try (QueryEngine engine =
                QueryEngine.open(store, QueryOptions.DEFAULTS, new ManualClock(0))) {
            check(engine, times, "max_over_time", rangeSeconds, stepSeconds, w -> extreme(w, 1));
            check(engine, times, "min_over_time", rangeSeconds, stepSeconds, w -> extreme(w, -1));
            check(engine, times, "count_over_time", rangeSeconds, stepSeconds, List::size);
            check(engine, times, "last_over_time", rangeSeconds, stepSeconds, List::getLast);
        }
    }

    private static double extreme(List<Double> window, int sign) {
        return window.stream()
                .filter(value -> !value.isNaN())
                .reduce((a, b) -> sign * Double.compare(a, b) >= 0 ? a : b)
                .orElse(Double.NaN);
    }

    private static void check(
            QueryEngine engine,
            List<long[]> samples,
            String function,
            long rangeSeconds,
            long stepSeconds,
            ToDoubleFunction<List<Double>> expected) {
        String expr = function + "(x[" + rangeSeconds + "s])";
        QueryResult result = engine.range(expr, 0, 900_000, stepSeconds * 1000, QueryCall.PLAIN);
        List<ResultSeries> series = ((ResultValue.Matrix) result.value()).series();
        for (long time = 0; time <= 900_000; time += stepSeconds * 1000) {
            List<Double> window = new ArrayList<>();
            for (long[] sample : samples) {
                if (sample[0] <= time && sample[0] > time - rangeSeconds * 1000) {
                    window.add(Double.longBitsToDouble(sample[1]));
                }
            }
            int count = countAt(series, time);
            assertThat(count).as("%s at %d", expr, time).isEqualTo(window.isEmpty() ? 0 : 1);
            if (count == 1) {
                assertThat(series.getFirst().values()[position(series, time)])
                        .as("%s at %d", expr, time)
                        .isEqualTo(Double.valueOf(expected.applyAsDouble(window)));
            }
        }
    }

    private static int position(List<ResultSeries> series, long time) {
        return Arrays.binarySearch(
                series.getFirst().timestamps(), 0, series.getFirst().size(), time);
    }

    /** Slices on several threads give what one thread gives. */
    @Property(tries = 2)
    void slicesAddUp(@ForAll @LongRange(min = 0, max = 1 << 30) long seed) {
        Random random = new Random(seed);
        MemoryStore store = new MemoryStore();
        for (int i = 0; i < 3000; i++) {
            Labels labels = Labels.of("__name__", "x", "i", "" + i, "g", "" + i % 7);
            store.add(labels, 1000, random.nextInt(1000));
        }
        try (QueryEngine engine =
                QueryEngine.open(store, QueryOptions.DEFAULTS, new ManualClock(0))) {
            for (String op : List.of("sum", "avg", "min", "max", "count", "stddev")) {
                QueryResult all = engine.instant(op + " by (g) (x)", 1000, QueryCall.PLAIN);
                for (ResultSeries group : ((ResultValue.Vector) all.value()).series()) {
                    String one = op + "(x{g=\"" + group.labels().get("g") + "\"})";
                    QueryResult alone = engine.instant(one, 1000, QueryCall.PLAIN);
                    double value =
                            ((ResultValue.Vector) alone.value()).series().getFirst().values()[0];
                    assertThat(group.values()[0]).as(one).isCloseTo(value, within(1e-9));
                }
            }
        }
    }
}
