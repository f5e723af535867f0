package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Staleness;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.Store;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Where windows begin and end where buckets do, buckets answer as samples would. */
final class RollupAnswerProperties {

    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final long START = 19_700 * DAY;

    /** So much may come between the two, as sums are put together in another order. */
    private static final double TOLERANCE = 1e-12;

    private static final List<String> EXPRESSIONS =
            List.of(
                    "rate(x_total[RANGE])",
                    "increase(x_total[RANGE])",
                    "delta(x_total[RANGE])",
                    "resets(x_total[RANGE])",
                    "sum_over_time(x_total[RANGE])",
                    "avg_over_time(x_total[RANGE])",
                    "count_over_time(x_total[RANGE])",
                    "present_over_time(x_total[RANGE])",
                    "absent_over_time(x_total{i=\"9\"}[RANGE])",
                    "min_over_time(x_total[RANGE])",
                    "max_over_time(x_total[RANGE])",
                    "first_over_time(x_total[RANGE])",
                    "last_over_time(x_total[RANGE])",
                    "sum by (kind) (rate(x_total[RANGE]))",
                    "max_over_time(rate(x_total[RANGE])[6h:WIDTH])",
                    "increase(x_total[RANGE] offset WIDTH)");

    private static final int DAYS = 2;
    private static Path folder = Path.of("");
    private static Store store = open();
    private static QueryEngine engine = engine();

    private static Store open() {
        try {
            folder = Files.createTempDirectory("rollups");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ManualClock clock = new ManualClock(START + DAYS * DAY);
        StoreOptions options =
                StoreOptions.defaults().withOutOfOrderWindow(Duration.ofDays(DAYS + 1));
        return Store.open(folder, options, clock);
    }

    private static QueryEngine engine() {
        return QueryEngine.open(store, QueryOptions.DEFAULTS, new ManualClock(START + DAYS * DAY));
    }

    /** Two days, the first of them rolled up; two series of each kind. */
    @BeforeContainer
    static void write() {
        Random random = new Random(11);
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < 2; i++) {
                WriteBatch batch = new WriteBatch();
                batch.addSeries(Labels.of("__name__", "x_total", "kind", kind.name(), "i", "" + i));
                fill(batch, kind, random);
                assertThat(store.session("s").write(batch, Durability.ASYNC).rejections())
                        .isEmpty();
            }
        }
        store.flush();
        store.compact();
    }

    @AfterContainer
    static void close() throws IOException {
        engine.close();
        store.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private enum Kind {
        COUNTER,
        RESTARTED,
        GAUGE,
        AROUND_ZERO,
        HUGE_AND_SMALL,
        NOT_FINITE,
        SPARSE,
        ENDING,
        HISTOGRAM_AT_TIMES
    }

    private static void fill(WriteBatch batch, Kind kind, Random random) {
        double total = random.nextInt(1_000);
        long step = kind == Kind.SPARSE ? 20 * MINUTE : 30_000;
        long time = START + 1 + random.nextLong(step);
        while (time <= START + DAYS * DAY) {
            boolean isReset = random.nextInt(kind == Kind.RESTARTED ? 4 : 500) == 0;
            total = isReset && kind != Kind.COUNTER ? 0 : total + random.nextInt(50);
            double value =
                    switch (kind) {
                        case COUNTER, SPARSE -> total;
                        case RESTARTED, ENDING, HISTOGRAM_AT_TIMES -> total + 0.1;
                        case GAUGE -> random.nextDouble() * 1e6;
                        case AROUND_ZERO -> random.nextGaussian();
                        case HUGE_AND_SMALL ->
                                random.nextInt(9) == 0 ? random.nextGaussian() * 1e18 : 0.1;
                        case NOT_FINITE ->
                                switch (random.nextInt(40)) {
                                    case 0 -> Double.NaN;
                                    case 1 -> Double.POSITIVE_INFINITY;
                                    case 2 -> Double.NEGATIVE_INFINITY;
                                    case 3 -> -0.0;
                                    default -> random.nextInt(5);
                                };
                    };
            boolean isEnd = kind == Kind.ENDING && random.nextInt(50) == 0;
            if (kind == Kind.HISTOGRAM_AT_TIMES && random.nextInt(2_000) == 0) {
                batch.addHistogram(time, histogram());
            } else {
                batch.addSample(time, isEnd ? Staleness.MARKER : value);
            }
            time += 1 + random.nextLong(2 * step) + (isEnd ? random.nextInt(20) * MINUTE : 0);
        }
    }

    private static NativeHistogram histogram() {
        return SeriesText.parseHistogram("{{schema:0 count:3 sum:4 buckets:[1 2]}}");
    }

    @Property(tries = 250)
    void answersAsSamplesWould(@ForAll long seed) {
        Random random = new Random(seed);
        long width = List.of(MINUTE, 5 * MINUTE, 60 * MINUTE).get(random.nextInt(3));
        String expr =
                expression(
                        random,
                        Resolution.print(width * (1 + random.nextInt(12))),
                        Resolution.print(width));
        long step = width * (1 + random.nextInt(5));
        long start = START + width * random.nextInt((int) (DAYS * DAY / width));
        long end = start + step * random.nextInt(60);

        QueryResult samples = ask(expr, start, end, step, Resolution.RAW);
        QueryResult buckets =
                ask(expr, start, end, step, Resolution.parse(Resolution.print(width)));

        assertThat(samples.statistics().resolutionMillis()).isZero();
        assertThat(buckets.statistics().resolutionMillis()).isEqualTo(width);
        assertThat(buckets.infos()).isEqualTo(samples.infos());
        assertThat(buckets.warnings()).isEqualTo(samples.warnings());
        assertSame(buckets, samples);
    }

    @Property(tries = 150)
    void answersTheSameWhenLeftToChoose(@ForAll long seed) {
        Random random = new Random(seed);
        String expr =
                expression(
                        random,
                        List.of("1m", "5m", "10m", "1h", "2h").get(random.nextInt(5)),
                        "10m");
        long step = List.of(15_000L, MINUTE, 5 * MINUTE, 60 * MINUTE).get(random.nextInt(4));
        long start = START + random.nextLong(DAY) / step * step + random.nextInt(2);

        QueryResult samples = ask(expr, start, start + 50 * step, step, Resolution.RAW);
        QueryResult chosen = ask(expr, start, start + 50 * step, step, Resolution.AUTO);

        assertSame(chosen, samples);
    }

    private static String expression(Random random, String range, String width) {
        return EXPRESSIONS
                .get(random.nextInt(EXPRESSIONS.size()))
                .replace("RANGE", range)
                .replace("WIDTH", width);
    }

    private static QueryResult ask(
            String expr, long start, long end, long step, Resolution resolution) {
        return engine.range(expr, start, end, step, QueryCall.PLAIN.at(resolution));
    }

    private static void assertSame(QueryResult actual, QueryResult expected) {
        List<ResultSeries> series = ((ResultValue.Matrix) actual.value()).series();
        List<ResultSeries> others = ((ResultValue.Matrix) expected.value()).series();
        assertThat(series).extracting(ResultSeries::labels).isEqualTo(labels(others));
        for (int i = 0; i < series.size(); i++) {
            ResultSeries one = series.get(i);
            ResultSeries other = others.get(i);
            assertThat(one.size()).as("%s", one.labels()).isEqualTo(other.size());
            for (int k = 0; k < one.size(); k++) {
                assertThat(one.timestamps()[k]).isEqualTo(other.timestamps()[k]);
                assertThat(isSame(one.values()[k], other.values()[k]))
                        .as(
                                "%s at %d: %s, from samples %s",
                                one.labels(),
                                one.timestamps()[k],
                                one.values()[k],
                                other.values()[k])
                        .isTrue();
                assertThat(one.histogram(k) == null).isEqualTo(other.histogram(k) == null);
            }
        }
    }

    private static List<Labels> labels(List<ResultSeries> series) {
        return series.stream().map(ResultSeries::labels).toList();
    }

    private static boolean isSame(double a, double b) {
        return Double.compare(a, b) == 0
                || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }
}
