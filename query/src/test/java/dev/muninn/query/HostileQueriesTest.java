package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.MuninnException.Kind;
import dev.muninn.model.Telemetry;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that want more than there is are refused or given up, and leave nothing behind. */
final class HostileQueriesTest {

    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final int SERIES = 400;
    private static final long QUERY_BYTES = 2 << 20;

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock(0);
    private final QueryEngine engine = QueryEngine.open(store, options(), clock);

    private static QueryOptions options() {
        QueryOptions plain = QueryOptions.DEFAULTS;
        return new QueryOptions(
                plain.lookback(),
                plain.timeout(),
                100_000,
                10_000,
                plain.maxPoints(),
                QUERY_BYTES,
                2 * QUERY_BYTES,
                4,
                plain.slow(),
                true);
    }

    @BeforeEach
    void load() {
        for (int i = 0; i < SERIES; i++) {
            Labels labels = Labels.of("__name__", "x", "i", "" + i, "g", "" + i % 2);
            for (int n = 0; n < 20; n++) {
                store.add(labels, n * MINUTE, i + n);
            }
        }
    }

    @AfterEach
    void nothingIsHeld() {
        Map<String, Double> gauges = new HashMap<>();
        engine.report(
                new Telemetry() {
                    @Override
                    public void counter(String name, String help, double value, String... labels) {}

                    @Override
                    public void gauge(String name, String help, double value, String... labels) {
                        gauges.put(name, value);
                    }

                    @Override
                    public void histogram(
                            String name,
                            String help,
                            double[] bounds,
                            long[] counts,
                            double sum,
                            String... labels) {}
                });
        engine.close();
        assertThat(gauges)
                .containsEntry("muninn_query_working_bytes", 0.0)
                .containsEntry("muninn_query_running", 0.0);
    }

    private static void assertRefused(Throwable thrown, Kind... kinds) {
        assertThat(thrown).isInstanceOf(MuninnException.class);
        assertThat(((MuninnException) thrown).kind()).isIn((Object[]) kinds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x * on (g) group_left x",
                "x + ignoring (i) group_right x",
                "x and on () (x * on (g) group_left x)",
                "max_over_time(x[10000d:1ms])",
                "sum_over_time(sum_over_time(sum_over_time(x[1d:1s])[1d:1s])[1d:1s])",
                "quantile_over_time(0.5, x[365d:1ms])",
                "count_values(\"v\", x * time()) + on (v) group_left x",
                "x{i=~\"(((((((((((a{100}){100}){100}){100}){100}){100}){100}))))\"}",
                "label_replace(x, \"a\", \"$1\", \"i\", \"((((.{200}){200}){200}){200})\")",
                "x[1d]"
            })
    void refusesWhatIsTooMuch(String expr) {
        assertThatThrownBy(() -> engine.range(expr, 0, 19 * MINUTE, 1_000, QueryCall.PLAIN))
                .satisfies(
                        e ->
                                assertRefused(
                                        e,
                                        Kind.LIMIT,
                                        Kind.BAD_INPUT,
                                        Kind.UNPROCESSABLE,
                                        Kind.BUSY));
    }

    @Test
    void refusesTenMillionSteps() {
        assertThatThrownBy(() -> engine.range("x", 0, 10_000_000_000L, 1_000, QueryCall.PLAIN))
                .satisfies(e -> assertRefused(e, Kind.BAD_INPUT))
                .hasMessageContaining("query.max-points");
        assertThatThrownBy(() -> engine.range("x", Long.MIN_VALUE / 2, Long.MAX_VALUE / 2, 1, CALL))
                .isInstanceOf(RuntimeException.class);
    }

    private static final QueryCall CALL = QueryCall.PLAIN;

    @Test
    void refusesDeepNesting() {
        for (String open : new String[] {"(", "-", "abs(", "sum(", "{a=\"", "x[1m:"}) {
            assertThatThrownBy(() -> engine.instant(open.repeat(50_000) + "x", 0, CALL))
                    .satisfies(e -> assertRefused(e, Kind.BAD_INPUT, Kind.LIMIT));
        }
        assertThatThrownBy(() -> engine.instant("x" + " + x".repeat(20_000), 0, CALL))
                .satisfies(e -> assertRefused(e, Kind.BAD_INPUT, Kind.LIMIT));
    }

    @Test
    void readsNoMoreSamplesThanAllowed() {
        assertThatThrownBy(
                        () ->
                                engine.instant(
                                        "sum(sum_over_time(x[1d])) + sum(sum_over_time(x[2d]))"
                                                + " + sum(sum_over_time(x[3d])) +"
                                                + " sum(sum_over_time(x[4d])) +"
                                                + " sum(sum_over_time(x[5d])) +"
                                                + " sum(sum_over_time(x[6d])) +"
                                                + " sum(sum_over_time(x[7d])) +"
                                                + " sum(sum_over_time(x[8d])) +"
                                                + " sum(sum_over_time(x[9d])) +"
                                                + " sum(sum_over_time(x[10d])) +"
                                                + " sum(sum_over_time(x[11d])) +"
                                                + " sum(sum_over_time(x[12d])) +"
                                                + " sum(sum_over_time(x[13d]))",
                                        DAY,
                                        CALL))
                .hasMessageContaining("query.max-samples");
    }

    @Test
    void givesUpWhenTheCallerGoes() {
        AtomicInteger asked = new AtomicInteger();
        QueryCall leaving =
                new QueryCall(
                        null,
                        null,
                        0,
                        () -> {
                            clock.advance(Duration.ofMillis(20));
                            return asked.incrementAndGet() > 5;
                        });
        assertThatThrownBy(() -> engine.range("sum(rate(x[5m]))", 0, 19 * MINUTE, 1_000, leaving))
                .satisfies(e -> assertRefused(e, Kind.CANCELLED));
    }

    @Test
    void givesUpWhenTimeIsOver() {
        QueryCall hurried =
                new QueryCall(
                        Duration.ofMillis(100),
                        null,
                        0,
                        () -> {
                            clock.advance(Duration.ofMillis(20));
                            return false;
                        });
        assertThatThrownBy(() -> engine.range("sum(rate(x[5m]))", 0, 19 * MINUTE, 1_000, hurried))
                .satisfies(e -> assertRefused(e, Kind.TIMEOUT))
                .hasMessageContaining("query.timeout");
    }

    /** What an aggregation holds grows with its groups and steps, not with its series. */
    @Test
    void aggregatesAnyNumberOfSeriesInTheMemoryOfTheGroups() {
        String[] aggregations = {"sum", "avg", "max", "count", "stddev"};
        for (String aggregation : aggregations) {
            String expr = aggregation + " by (g) (rate(x[5m]))";
            long ofAll = peak(expr, 1_000);
            long ofFew = peak(expr.replace("x[", "x{i=~\"[0-9]\"}["), 1_000);
            long ofMoreGroups = peak(expr.replace("by (g)", "by (i)"), 1_000);
            long ofFewerSteps = peak(expr, 10_000);

            long perSeries = SERIES * 200 / 16;
            assertThat(ofAll - ofFew).as(expr).isLessThanOrEqualTo(perSeries);
            assertThat(ofMoreGroups).as(expr).isGreaterThan(50 * ofAll);
            assertThat(ofAll - perSeries).as(expr).isGreaterThan(5 * (ofFewerSteps - perSeries));
        }
    }

    /** Most samples' worth of memory held at one moment. */
    private static long peak(String expr, long step) {
        QueryOptions plain = QueryOptions.DEFAULTS;
        MemoryStore many = new MemoryStore();
        for (int i = 0; i < SERIES; i++) {
            Labels labels = Labels.of("__name__", "x", "i", "" + i, "g", "" + i % 2);
            for (int n = 0; n < 20; n++) {
                many.add(labels, n * MINUTE, i + n);
            }
        }
        try (QueryEngine engine = QueryEngine.open(many, plain, new ManualClock(0))) {
            return engine.range(expr, 0, 19 * MINUTE, step, CALL).statistics().peakSamples();
        }
    }
}
