package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Append;
import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.RetentionOptions;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import dev.muninn.testkit.Reading.Point;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SizeLimitTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = 19_700 * DAY;
    private static final int DAYS = 12;
    private static final int A_DAY = 16_000;
    private static final Labels NOISE = Labels.of("__name__", "noise");

    private final ManualClock clock = new ManualClock(START);
    private final SimulatedDisk disk = new SimulatedDisk();

    private Store open(long maxBytes) {
        return Store.open(
                disk,
                StoreOptions.defaults()
                        .withOutOfOrderWindow(Duration.ofDays(14))
                        .withRetention(RetentionOptions.DEFAULTS.withMaxBytes(maxBytes)),
                clock);
    }

    /** Twelve days of noise, about 1.3 MB of samples, rolled up. */
    private void fill() {
        Random random = new Random(7);
        try (Store store = open(0)) {
            for (int day = 0; day < DAYS; day++) {
                WriteBatch batch = new WriteBatch();
                batch.addSeries(NOISE);
                for (int i = 1; i <= A_DAY; i++) {
                    batch.addSample(clock.millis() + i * (DAY / A_DAY), random.nextDouble());
                }
                clock.advance(Duration.ofDays(1));
                assertThat(write(store, batch).rejections()).isEmpty();
                store.flush();
                store.care();
            }
        }
    }

    private static WriteResult write(Store store, WriteBatch batch) {
        return store.session("s").write(batch, Durability.ASYNC);
    }

    private void careForAWhile(Store store) {
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(61));
            store.care();
        }
    }

    private static double size(Store store) {
        OwnFigures figures = OwnFigures.of(store);
        return figures.value("muninn_store_blocks_bytes") + figures.value("muninn_store_wal_bytes");
    }

    @Test
    void deletesTheOldestSamplesWhileThereIsTooMuchAndKeepsWhatTheyCameTo() {
        fill();
        double all;
        try (Store store = open(0)) {
            careForAWhile(store);
            all = size(store);
        }
        long limit = (long) (all * 0.6);
        assertThat(limit).isGreaterThan(1 << 20);
        List<Point> left;
        try (Store store = open(limit)) {
            careForAWhile(store);
            assertThat(size(store)).isBetween(all * 0.3, (double) limit);
            assertThat(
                            OwnFigures.of(store)
                                    .value("muninn_store_expired_blocks_total", "reason", "size"))
                    .isPositive();
            left = Reading.all(store).of(NOISE);
            long oldestOfAll = START + 2 * DAY;
            assertThat(store.rollups().samplesSince()).isGreaterThan(oldestOfAll);
            assertThat(left.getLast().time()).isEqualTo(START + DAYS * DAY);
            assertHoursAreKept(store);
        }
        try (Store store = open(limit)) {
            assertThat(Reading.all(store).of(NOISE)).isEqualTo(left);
            assertHoursAreKept(store);
        }
    }

    /** Of the time before the oldest sample too. */
    private static void assertHoursAreKept(Store store) {
        TimeRange early = new TimeRange(START + 1, START + 3 * DAY);
        NaiveRollup hours =
                NaiveRollup.read(store.rollups(), Duration.ofHours(1).toMillis(), early);
        assertThat(hours.of(NOISE)).hasSize(72).allMatch(bucket -> bucket.count() > 600);
    }

    @Test
    void refusesLateSamplesThatItWouldDeleteAtOnceAndSaysWhy() {
        fill();
        try (Store store = open(2 << 20)) {
            careForAWhile(store);
        }
        try (Store store = open(2 << 20)) {
            WriteBatch late = new WriteBatch();
            late.addSeries(Labels.of("__name__", "late"));
            late.addSample(store.rollups().samplesSince() - 1000, 1);
            late.addSample(store.rollups().samplesSince() + 1000, 1);
            WriteResult result = write(store, late);
            assertThat(result.samples()).isEqualTo(1);
            assertThat(result.rejections())
                    .singleElement()
                    .satisfies(
                            rejection -> {
                                assertThat(rejection.reason()).isEqualTo(Append.TOO_OLD);
                                assertThat(rejection.firstMessage())
                                        .contains("store.retention.size");
                            });
        }
    }

    @Test
    void deletesOnADiskThatTakesNoMoreBytes() {
        fill();
        disk.capacity(disk.used());
        try (Store store = open(1 << 20)) {
            careForAWhile(store);
            assertThat(size(store)).isLessThanOrEqualTo(1 << 20);
        }
        disk.capacity(Long.MAX_VALUE);
        try (Store store = open(1 << 20)) {
            assertThat(Reading.all(store).warnings()).isEmpty();
        }
    }
}
