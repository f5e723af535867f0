package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.ValueSketch;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.Store;
import dev.muninn.store.options.RetentionOptions;
import dev.muninn.store.options.RollupOptions;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quantiles are told from rollups with percentiles where that was asked for or nothing is left. */
class RollupQuantilesTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long START = 19_700 * DAY;

    /** The newest day is not rolled up, and samples of the first two days are past retention. */
    private static final long END = START + 5 * DAY;

    private static final long SINCE = START + 2 * DAY;

    private static final Percentage NEAR =
            Percentage.withPercentage(100 * ValueSketch.RELATIVE_ERROR + 1e-9);
    private static final QueryCall HOURS = QueryCall.PLAIN.at(Resolution.parse("1h"));
    private static final QueryCall SAMPLES = QueryCall.PLAIN.at(Resolution.RAW);

    @TempDir private static Path folder;

    private static final ManualClock CLOCK = new ManualClock(END);

    /** What {@code wait_seconds} had each minute. */
    private static final double[] WAITS = new double[(int) ((END - START) / MINUTE)];

    private static Store store;
    private static QueryEngine engine;

    /** Three series with a sample each minute; {@code gap_seconds} is infinite for a while. */
    @BeforeAll
    static void write() {
        Random random = new Random(5);
        WriteBatch waits = series("wait_seconds");
        WriteBatch gaps = series("gap_seconds");
        WriteBatch others = series("other_bytes");
        for (int i = 0; i < WAITS.length; i++) {
            long time = START + (i + 1) * MINUTE;
            WAITS[i] = Math.exp(2 * random.nextGaussian());
            waits.addSample(time, WAITS[i]);
            boolean isInfinite = time > SINCE + 3 * HOUR && time < SINCE + 4 * HOUR;
            gaps.addSample(time, isInfinite ? Double.POSITIVE_INFINITY : WAITS[i]);
            others.addSample(time, WAITS[i]);
        }
        store = open(Duration.ofDays(15));
        for (WriteBatch batch : List.of(waits, gaps, others)) {
            assertThat(store.session("s").write(batch, Durability.ASYNC).rejections()).isEmpty();
        }
        store.flush();
        store.compact();
        store.close();
        store = open(Duration.ofDays(3));
        engine = QueryEngine.open(store, QueryOptions.DEFAULTS, CLOCK);
    }

    private static WriteBatch series(String name) {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(Labels.of("__name__", name));
        return batch;
    }

    private static Store open(Duration raw) {
        List<Matcher> seconds = QueryEngine.parseSelector("{__name__=~\".+_seconds\"}");
        RollupOptions rollups = RollupOptions.DEFAULTS.withPercentiles(seconds);
        return Store.open(
                folder,
                StoreOptions.defaults()
                        .withRetention(RetentionOptions.DEFAULTS.withRaw(raw).withRollups(rollups)),
                CLOCK);
    }

    @AfterAll
    static void close() {
        engine.close();
        store.close();
    }

    private static QueryResult ask(String expr, long start, long end, QueryCall call) {
        return engine.range(expr, start, end, HOUR, call);
    }

    private static double[] values(QueryResult result) {
        return ((ResultValue.Matrix) result.value()).series().getFirst().values();
    }

    private static void assertNear(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], NEAR);
        }
    }

    @Test
    void areNearThoseOfSamplesWhereRollupsWereAskedFor() {
        for (String quantile : List.of("0", "0.123", "0.5", "0.95", "0.999", "1")) {
            String expr = "quantile_over_time(" + quantile + ", wait_seconds[3h])";
            QueryResult rolledUp = ask(expr, SINCE + 6 * HOUR, SINCE + 2 * DAY, HOURS);
            QueryResult exact = ask(expr, SINCE + 6 * HOUR, SINCE + 2 * DAY, SAMPLES);

            assertNear(values(rolledUp), values(exact));
            assertThat(rolledUp.statistics().resolutionMillis()).isEqualTo(HOUR);
            assertThat(rolledUp.statistics().samples()).isLessThan(60);
            assertThat(exact.statistics().resolutionMillis()).isZero();
            assertThat(exact.infos()).isEmpty();
            assertThat(rolledUp.infos())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "PromQL info: quantiles are within 1% of the values, by percentiles of"
                                    + " the rollups of 1h; series without these are read as"
                                    + " samples");
        }
    }

    @Test
    void mayDifferFromStepToStep() {
        String expr =
                "quantile_over_time(scalar(vector(time() % 7200 == bool 0)), wait_seconds[1h])";

        QueryResult rolledUp = ask(expr, SINCE + 6 * HOUR, SINCE + DAY, HOURS);

        assertThat(rolledUp.statistics().resolutionMillis()).isEqualTo(HOUR);
        assertThat(values(rolledUp))
                .isEqualTo(values(ask(expr, SINCE + 6 * HOUR, SINCE + DAY, SAMPLES)));
    }

    @Test
    void warnOfAQuantileThereIsNot() {
        for (String quantile : List.of("-0.1", "1.1", "NaN")) {
            String expr = "quantile_over_time(" + quantile + ", wait_seconds[1h])";
            QueryResult rolledUp = ask(expr, SINCE + 6 * HOUR, SINCE + DAY, HOURS);
            QueryResult exact = ask(expr, SINCE + 6 * HOUR, SINCE + DAY, SAMPLES);

            assertThat(values(rolledUp)).isEqualTo(values(exact));
            assertThat(rolledUp.warnings()).isEqualTo(exact.warnings()).hasSize(1);
        }
    }

    @Test
    void areThoseOfSamplesWhereNothingElseWasAskedFor() {
        String expr = "quantile_over_time(0.9, wait_seconds[1h])";

        QueryResult left = ask(expr, SINCE + 6 * HOUR, SINCE + 2 * DAY, QueryCall.PLAIN);

        assertThat(left.statistics().resolutionMillis()).isZero();
        assertThat(left.infos()).isEmpty();
    }

    @Test
    void areThoseOfSamplesForSeriesWithoutPercentiles() {
        for (String name : List.of("other_bytes", "gap_seconds")) {
            String expr = "quantile_over_time(0.9, " + name + "[1h])";
            QueryResult rolledUp = ask(expr, SINCE + HOUR, SINCE + 2 * DAY, HOURS);

            assertThat(values(rolledUp))
                    .isEqualTo(values(ask(expr, SINCE + HOUR, SINCE + 2 * DAY, SAMPLES)));
        }
    }

    @Test
    void areToldWhereSamplesAreGone() {
        QueryResult rolledUp =
                ask(
                        "quantile_over_time(0.9, wait_seconds[6h])",
                        START + 6 * HOUR,
                        SINCE,
                        QueryCall.PLAIN);

        double[] expected = new double[43];
        for (int step = 0; step < expected.length; step++) {
            expected[step] = quantile(step * 60, step * 60 + 360);
        }
        assertThat(store.rollups().samplesSince()).isEqualTo(SINCE);
        assertNear(values(rolledUp), expected);
        assertThat(rolledUp.statistics().resolutionMillis()).isEqualTo(HOUR);
        assertThat(rolledUp.warnings()).isEmpty();
        assertThat(rolledUp.infos())
                .hasSize(2)
                .anyMatch(info -> info.contains("past store.retention.raw"))
                .anyMatch(info -> info.contains("read from the last of each rollup"));
    }

    /** The 0.9-quantile of the waits {@code [from, to)}. */
    private static double quantile(int from, int to) {
        double[] sorted = java.util.Arrays.copyOfRange(WAITS, from, to);
        java.util.Arrays.sort(sorted);
        double rank = 0.9 * (sorted.length - 1);
        int lower = (int) rank;
        return sorted[lower] + (rank - lower) * (sorted[lower + 1] - sorted[lower]);
    }

    @Test
    void areThoseOfSamplesWhereNoPercentilesAreKept() {
        String expr = "quantile_over_time(0.9, wait_seconds[1h])";
        Path elsewhere = folder.resolve("elsewhere");
        try (Store plain = Store.open(elsewhere, StoreOptions.defaults(), CLOCK);
                QueryEngine asked = QueryEngine.open(plain, QueryOptions.DEFAULTS, CLOCK)) {
            WriteBatch batch = series("wait_seconds");
            batch.addSample(END - HOUR, 3);
            batch.addSample(END, 5);
            plain.session("s").write(batch, Durability.ASYNC);

            QueryResult result = asked.range(expr, END, END, HOUR, HOURS);

            assertThat(result.statistics().resolutionMillis()).isZero();
            assertThat(result.infos()).isEmpty();
            assertThat(values(result)).containsExactly(5);
        }
    }
}
