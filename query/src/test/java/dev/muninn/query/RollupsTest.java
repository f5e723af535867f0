package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.Store;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which queries are answered from buckets, and what is said of it. */
class RollupsTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long START = 19_700 * DAY;

    /** The newest day is not rolled up, and samples of the first three days are past retention. */
    private static final long END = START + 6 * DAY;

    private static final long SINCE = START + 3 * DAY;

    @TempDir private static Path folder;

    private static final ManualClock CLOCK = new ManualClock(END);
    private static Store store;
    private static QueryEngine engine;

    /** A counter that grows by one each 15 s. */
    @BeforeAll
    static void write() {
        StoreOptions options = StoreOptions.defaults();
        WriteBatch batch = new WriteBatch();
        batch.addSeries(Labels.of("__name__", "hits_total", "job", "a"));
        for (long time = START + 15_000; time <= END; time += 15_000) {
            batch.addSample(time, (double) (time - START) / 15_000);
        }
        store = Store.open(folder, options.withRawRetention(Duration.ofDays(15)), CLOCK);
        assertThat(store.session("s").write(batch, Durability.ASYNC).rejections()).isEmpty();
        store.flush();
        store.compact();
        store.close();
        store = Store.open(folder, options.withRawRetention(Duration.ofDays(3)), CLOCK);
        engine = QueryEngine.open(store, QueryOptions.DEFAULTS, CLOCK);
    }

    @AfterAll
    static void close() {
        engine.close();
        store.close();
    }

    private static QueryResult ask(String expr, long start, long end, long step) {
        return engine.range(expr, start, end, step, QueryCall.PLAIN);
    }

    private static double[] values(QueryResult result) {
        return ((ResultValue.Matrix) result.value()).series().getFirst().values();
    }

    @Test
    void readsTheWidestBucketsThatFitTheWindows() {
        QueryResult hours = ask("increase(hits_total[1h])", SINCE + HOUR, SINCE + 2 * DAY, HOUR);
        QueryResult minutes =
                ask("increase(hits_total[10m])", SINCE + HOUR, SINCE + 2 * DAY, 5 * MINUTE);

        assertThat(hours.statistics().resolutionMillis()).isEqualTo(HOUR);
        assertThat(hours.statistics().samples()).isLessThan(60);
        assertThat(values(hours)).hasSize(48).containsOnly(240);
        assertThat(hours.infos()).isEmpty();
        assertThat(minutes.statistics().resolutionMillis()).isEqualTo(5 * MINUTE);
        assertThat(values(minutes)).containsOnly(40);
    }

    @Test
    void readsSamplesWhereWindowsDoNotFitBuckets() {
        long end = SINCE + 2 * DAY;

        assertThat(resolution(ask("rate(hits_total[1h])", SINCE + HOUR + 1, end, HOUR))).isZero();
        assertThat(resolution(ask("rate(hits_total[1h])", SINCE + HOUR, end, HOUR + 15_000)))
                .isZero();
        assertThat(resolution(ask("rate(hits_total[90s])", SINCE + HOUR, end, HOUR))).isZero();
        assertThat(resolution(ask("hits_total", SINCE + HOUR, end, HOUR))).isZero();
        assertThat(resolution(ask("stddev_over_time(hits_total[1h])", SINCE + HOUR, end, HOUR)))
                .isZero();
    }

    @Test
    void readsSamplesOfTheNewestDayWhichAreNotRolledUp() {
        QueryResult newest = ask("increase(hits_total[1h])", END - DAY + HOUR, END, HOUR);

        assertThat(resolution(newest)).isZero();
        assertThat(values(newest)).containsOnly(240);
    }

    @Test
    void readsOnlySamplesIfAskedTo() {
        QueryResult raw =
                engine.range(
                        "increase(hits_total[1h])",
                        SINCE + HOUR,
                        SINCE + 2 * DAY,
                        HOUR,
                        QueryCall.PLAIN.at(Resolution.RAW));

        assertThat(resolution(raw)).isZero();
        assertThat(raw.statistics().samples()).isGreaterThan(10_000);
    }

    @Test
    void movesWindowsBackToBucketsIfAskedTo() {
        QueryCall call = QueryCall.PLAIN.at(Resolution.parse("5m"));
        long time = SINCE + 12 * HOUR + 4 * MINUTE;

        QueryResult latest = engine.range("hits_total", time, time, MINUTE, call);
        QueryResult last = engine.range("last_over_time(hits_total[5m])", time, time, 1, call);

        assertThat(resolution(latest)).isEqualTo(5 * MINUTE);
        assertThat(values(latest)).containsExactly((3 * 24 + 12) * 240);
        assertThat(values(last)).containsExactly((3 * 24 + 12) * 240);
    }

    @Test
    void answersFromBucketsWhereSamplesAreGoneAndSaysSo() {
        long gone = START + 2 * DAY;

        QueryResult rate = ask("rate(hits_total[5m])", START + HOUR, gone, 5 * MINUTE);
        QueryResult moved = ask("max_over_time(hits_total[1h])", START + HOUR + 7, gone, HOUR);

        assertThat(store.rollups().samplesSince()).isEqualTo(SINCE);
        assertThat(values(rate)).hasSize(565).containsOnly(1.0 / 15);
        assertThat(rate.infos())
                .singleElement()
                .asString()
                .contains("past store.retention.raw: answered from rollups of 5m (1:6)");
        assertThat(rate.warnings()).isEmpty();
        assertThat(values(moved)[0]).isEqualTo(240);
        assertThat(moved.warnings())
                .singleElement()
                .asString()
                .contains("rollups of 1m, with windows moved back");
    }

    @Test
    void saysWhereTheLastOfEachBucketStandsForSamples() {
        long time = START + DAY;

        QueryResult latest = ask("hits_total", time, time, MINUTE);
        QueryResult spread = ask("stddev_over_time(hits_total[1h])", time, time, MINUTE);

        assertThat(values(latest)).containsExactly(4 * 60 * 24);
        assertThat(latest.infos()).singleElement().asString().contains("stands for them");
        assertThat(spread.warnings()).singleElement().asString().contains("stands for them");
    }

    @Test
    void saysNothingOfTimesThatNeverHadSamples() {
        QueryResult result = ask("rate(hits_total[5m])", START - 30 * DAY, END - 29 * DAY, DAY);

        assertThat(result.infos()).isEmpty();
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void refusesAWidthThatIsNotKept() {
        assertThatThrownBy(() -> askAt("7m")).hasMessageContaining("choose auto, raw, 1m, 5m, 1h");
        assertThatThrownBy(() -> askAt("fine"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("give auto, raw, or a width like 5m");
        try (QueryEngine samplesOnly =
                QueryEngine.open(new MemoryStore(), QueryOptions.DEFAULTS, CLOCK)) {
            QueryCall call = QueryCall.PLAIN.at(Resolution.parse("1h"));
            assertThatThrownBy(() -> samplesOnly.instant("x", START, call))
                    .hasMessageContaining("resolution 1h is not kept here: choose auto, raw");
        }
    }

    private static QueryResult askAt(String resolution) {
        return engine.instant(
                "hits_total", START, QueryCall.PLAIN.at(Resolution.parse(resolution)));
    }

    @Test
    void keepsAnswersOfEachResolutionApart() {
        ResultCache cache = ResultCache.of(engine, CacheOptions.DEFAULTS, CLOCK);
        long start = SINCE + HOUR + 4 * MINUTE;
        List<Resolution> asked = List.of(Resolution.AUTO, Resolution.parse("5m"), Resolution.RAW);

        for (int i = 0; i < 2; i++) {
            List<Double> last =
                    asked.stream()
                            .map(QueryCall.PLAIN::at)
                            .map(call -> cache.range("hits_total", start, start, HOUR, call))
                            .map(result -> values(result)[0])
                            .toList();
            assertThat(last).containsExactly(17_536.0, 17_520.0, 17_536.0);
        }
        QueryResult kept =
                cache.range("hits_total", start, start, HOUR, QueryCall.PLAIN.at(asked.get(1)));
        assertThat(kept.statistics().cachedPoints()).isEqualTo(1);
        assertThat(resolution(kept)).isEqualTo(5 * MINUTE);
    }

    private static long resolution(QueryResult result) {
        return result.statistics().resolutionMillis();
    }
}
