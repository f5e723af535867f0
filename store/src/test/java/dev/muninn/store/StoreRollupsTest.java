package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.RollupSet;
import dev.muninn.model.RollupSource.Resolution;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.RetentionOptions;
import dev.muninn.store.options.RollupOptions;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StoreRollupsTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = 19_700 * DAY;
    private static final long MINUTE = 60_000;
    private static final Labels UP = Labels.of("__name__", "up", "instance", "a");

    private final ManualClock clock = new ManualClock(START);
    private final SimulatedDisk disk = new SimulatedDisk();

    private Store open(StoreOptions options) {
        return Store.open(disk, options.withOutOfOrderWindow(Duration.ofDays(30)), clock);
    }

    /** Writes from behind the start of a day to its end, and moves the clock there. */
    private void writeDays(Store store, int days, long stepMillis) {
        for (int day = 0; day < days; day++) {
            write(store, DAY, stepMillis);
        }
    }

    private void write(Store store, long lengthMillis, long stepMillis) {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(UP);
        long from = clock.millis();
        for (long time = from + stepMillis; time <= from + lengthMillis; time += stepMillis) {
            batch.addSample(time, (double) (time / 1000 % 10_000));
        }
        clock.advance(Duration.ofMillis(lengthMillis));
        assertThat(store.session("s").write(batch, Durability.ASYNC).rejections()).isEmpty();
    }

    private long rolledUpTo(Store store) {
        return store.rollups().resolutions().getFirst().rolledUpTo();
    }

    private List<String> rollupFiles() {
        return disk.files().stream().filter(file -> file.endsWith("s.block")).toList();
    }

    private static void assertRight(Store store, Reading samples, TimeRange ends) {
        for (Resolution resolution : store.rollups().resolutions()) {
            long width = resolution.widthMillis();
            assertThat(NaiveRollup.read(store.rollups(), width, ends))
                    .isEqualTo(NaiveRollup.of(samples, width, ends));
        }
    }

    @Test
    void showsTheCurrentMinuteBeforeAnythingIsFlushed() {
        try (Store store = open(StoreOptions.defaults())) {
            writeDays(store, 1, 15_000);
            assertThat(disk.files()).noneMatch(file -> file.endsWith(".block"));
            assertRight(store, Reading.all(store), TimeRange.ALL);
            assertThat(rolledUpTo(store)).isEqualTo(Long.MIN_VALUE);
        }
    }

    @Test
    void rollsUpADayThatIsADayOver() {
        try (Store store = open(StoreOptions.defaults())) {
            writeDays(store, 1, 15_000);
            store.compact();
            assertThat(rollupFiles()).isEmpty();
            writeDays(store, 1, 15_000);
            store.flush();
            store.compact();
            assertThat(rollupFiles()).hasSize(4);
            assertThat(rolledUpTo(store)).isEqualTo(START + DAY);
            assertRight(store, Reading.all(store), TimeRange.ALL);
        }
    }

    @Test
    void mergesBlocksInTurnWithRollingUpDaysThatWaited() {
        int days = 14;
        try (Store store = open(StoreOptions.defaults())) {
            for (int part = 0; part < days * 12; part++) {
                write(store, DAY / 12, 10 * MINUTE);
                store.flush();
            }
            store.care();
            assertThat(OwnFigures.of(store).value("muninn_store_compactions_total"))
                    .as("merges before all is rolled up")
                    .isEqualTo(1);
            assertThat(rolledUpTo(store)).isLessThan(START + (days - 1) * DAY);
            for (int run = 0; run < days; run++) {
                store.care();
            }
            assertThat(rolledUpTo(store)).isEqualTo(START + (days - 1) * DAY);
            assertRight(store, Reading.all(store), TimeRange.ALL);
        }
    }

    @Test
    void answersFromLateSamplesAtOnceAndRollsUpAgain() {
        try (Store store = open(StoreOptions.defaults())) {
            writeDays(store, 2, 60_000);
            store.flush();
            store.compact();
            List<String> first = rollupFiles();
            WriteBatch late = new WriteBatch();
            late.addSeries(UP);
            late.addSample(START + DAY / 2 + 1, 12_345);
            store.session("s").write(late, Durability.ASYNC);
            assertRight(store, Reading.all(store), TimeRange.ALL);
            store.flush();
            assertThat(rollupFiles()).isEqualTo(first);
            assertRight(store, Reading.all(store), TimeRange.ALL);
            store.compact();
            assertThat(rollupFiles()).hasSize(4).doesNotContainAnyElementsOf(first);
            assertRight(store, Reading.all(store), TimeRange.ALL);
        }
    }

    @Test
    void forgetsWhatWasDeleted() {
        try (Store store = open(StoreOptions.defaults())) {
            writeDays(store, 2, 60_000);
            store.flush();
            store.compact();
            store.delete(
                    List.of(Matcher.equal("instance", "a")),
                    new TimeRange(START + 90_000, START + DAY / 4));
            assertRight(store, Reading.all(store), TimeRange.ALL);
            store.compact();
            assertRight(store, Reading.all(store), TimeRange.ALL);
        }
    }

    @Test
    void joinsDaysToLongerBlocksThatAnswerTheSame() {
        try (Store store = open(StoreOptions.defaults())) {
            writeDays(store, 16, 10 * MINUTE);
            store.flush();
            store.compact();
            assertRight(store, Reading.all(store), TimeRange.ALL);
            assertThat(rollupFiles()).as("a block of more days, single days").hasSizeLessThan(40);
            assertRight(
                    store,
                    Reading.all(store),
                    new TimeRange(START + 3 * DAY / 2, START + 11 * DAY / 2));
        }
    }

    @Test
    void rollsUpEachDayOnceAndJoinsItThoughLaterDaysAreFlushedAfterwards() {
        int days = 20;
        try (Store store = open(StoreOptions.defaults())) {
            for (int day = 0; day < days; day++) {
                writeDays(store, 1, 5 * MINUTE);
                store.flush();
                store.care();
            }
            assertThat(OwnFigures.of(store).value("muninn_store_rolled_up_days_total"))
                    .isEqualTo(days - 1);
            assertThat(rollupFiles()).hasSizeLessThan(4 * days / 2);
        }
    }

    @Test
    void tellsTheLastSampleOfEachBucketWhereSamplesAreGone() {
        StoreOptions options = StoreOptions.defaults().withRawRetention(Duration.ofDays(2));
        try (Store store = open(options)) {
            writeDays(store, 2, 15_000);
            Reading all = Reading.all(store);
            for (int i = 0; i < 3; i++) {
                writeDays(store, 1, 15_000);
                store.care();
                clock.advance(Duration.ofMinutes(2));
            }
            long gone = START + DAY;
            TimeRange old = new TimeRange(START, gone);
            assertThat(store.rollups().samplesSince()).isGreaterThan(gone);
            assertRight(store, all, old);
            List<Reading.Point> expected =
                    all.of(UP).stream()
                            .filter(p -> p.time() <= gone && p.time() % MINUTE == 0)
                            .toList();
            assertThat(Reading.of(store, old).of(UP)).isEqualTo(expected);
            try (SeriesSet set = store.select(new Selection(old, List.of()))) {
                assertThat(set.coarsestMillis()).isGreaterThanOrEqualTo(MINUTE);
            }
        }
    }

    @Test
    void dropsBucketsAsAWholeWhereSamplesAreGone() {
        StoreOptions options = StoreOptions.defaults().withRawRetention(Duration.ofDays(2));
        try (Store store = open(options)) {
            for (int i = 0; i < 5; i++) {
                writeDays(store, 1, 60_000);
                store.care();
                clock.advance(Duration.ofMinutes(2));
            }
            TimeRange old = new TimeRange(START, START + DAY);
            store.delete(
                    List.of(Matcher.equal("instance", "a")),
                    new TimeRange(START + MINUTE + 1, START + 2 * MINUTE));
            var minutes = NaiveRollup.read(store.rollups(), MINUTE, old).of(UP);
            assertThat(minutes).hasSize(1439);
            assertThat(minutes.get(1).end()).isEqualTo(START + 3 * MINUTE);
            var hours = NaiveRollup.read(store.rollups(), 60 * MINUTE, old).of(UP);
            assertThat(hours).hasSize(23);
            assertThat(Reading.of(store, old).of(UP))
                    .noneMatch(p -> p.time() == START + 2 * MINUTE);
        }
    }

    @Test
    void keepsEachWidthForItsOwnTime() {
        StoreOptions options =
                StoreOptions.defaults()
                        .withRetention(
                                new RetentionOptions(
                                        Duration.ofDays(2),
                                        new RollupOptions(
                                                Duration.ofDays(3),
                                                Duration.ZERO,
                                                Duration.ofDays(9),
                                                Duration.ofDays(5),
                                                List.of()),
                                        0));
        try (Store store = open(options)) {
            for (int i = 0; i < 8; i++) {
                writeDays(store, 1, 60_000);
                store.care();
                clock.advance(Duration.ofMinutes(2));
            }
            List<Resolution> kept = store.rollups().resolutions();
            assertThat(kept)
                    .extracting(Resolution::widthMillis)
                    .containsExactly(MINUTE, 60 * MINUTE, DAY);
            assertThat(kept.get(0).oldestMillis()).isGreaterThan(START + 3 * DAY);
            assertThat(kept.get(1).oldestMillis()).isLessThan(START + DAY);
            assertThat(kept.get(2).oldestMillis()).isGreaterThan(START + 2 * DAY);
            assertThatThrownBy(
                            () ->
                                    store.rollups()
                                            .select(
                                                    new Selection(TimeRange.ALL, List.of()),
                                                    5 * MINUTE))
                    .hasMessageContaining("no rollups of 300000 ms");
        }
    }

    @Test
    void leavesOutAWidthThatOnlyRepeatsSamplesKeptAsLong() {
        StoreOptions options = StoreOptions.defaults().withRawRetention(Duration.ofDays(90));
        try (Store store = open(options)) {
            writeDays(store, 2, 60_000);
            store.flush();
            store.compact();
            long minutes = size("_60s.block");
            assertThat(minutes).as("no series in it").isLessThan(size("_300s.block") / 2 + 4500);
            assertRight(store, Reading.all(store), TimeRange.ALL);
        }
    }

    private long size(String suffix) {
        return disk.files().stream()
                .filter(file -> file.endsWith(suffix))
                .mapToLong(file -> disk.length(file))
                .sum();
    }

    @Test
    void rollsUpWhatCanBeReadOfADayAndNamesTheGapForAsLongAsBucketsAreKept() {
        TimeRange day = new TimeRange(START + 1, START + DAY);
        try (Store store = open(StoreOptions.defaults())) {
            for (int hour = 0; hour < 24; hour += 2) {
                write(store, 120 * MINUTE, MINUTE);
                store.flush();
            }
            writeDays(store, 2, MINUTE);
        }
        String damaged = disk.files().stream().filter(f -> f.endsWith(".block")).toList().get(2);
        // Behind the description at the front stand the pages.
        disk.flip(damaged, 8L * 610);
        try (Store store = open(StoreOptions.defaults())) {
            store.compact();
            assertThat(rollupFiles()).isNotEmpty();
            assertHoursMissing(store, day);
            clock.advance(Duration.ofDays(30));
            writeDays(store, 1, 60_000);
            store.care();
            assertThat(disk.files()).doesNotContain(damaged);
            assertHoursMissing(store, day);
        }
        try (Store store = open(StoreOptions.defaults())) {
            store.compact();
            assertHoursMissing(store, day);
            assertThat(Reading.of(store, day).warnings()).isNotEmpty();
            TimeRange later = new TimeRange(START + DAY + 1, START + 2 * DAY);
            assertThat(rollupWarnings(store, later)).isEmpty();
        }
    }

    private static void assertHoursMissing(Store store, TimeRange day) {
        assertThat(NaiveRollup.read(store.rollups(), 60 * MINUTE, day).of(UP))
                .hasSizeBetween(20, 23);
        assertThat(rollupWarnings(store, day)).isNotEmpty();
    }

    private static List<String> rollupWarnings(Store store, TimeRange ends) {
        Selection selection = new Selection(ends, List.of());
        try (RollupSet set = store.rollups().select(selection, 60 * MINUTE)) {
            RollupBuffer buffer = new RollupBuffer();
            for (int i = 0; i < set.size(); i++) {
                set.read(i, buffer);
            }
            return set.warnings();
        }
    }
}
