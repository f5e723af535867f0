package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import dev.muninn.testkit.Reading.Point;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Flips bits in every kind of file: no wrong value, and nothing missing without a word. */
final class StoreDamageTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final long SEED = 20_261_121;

    private final ManualClock clock = new ManualClock(NOW);

    /** A disk with a block, a checkpoint and a log that holds newer samples. */
    private SimulatedDisk fill() {
        SimulatedDisk disk = new SimulatedDisk();
        SimulatedDisk killed;
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
            write(store, NOW - 3_600_000, 60);
            store.flush();
            for (int i = 0; i < 30; i++) {
                write(store, NOW - 600_000 + i * 10_000L, 3);
            }
            killed = disk.copy();
        }
        return killed;
    }

    private static void write(Store store, long from, int samples) {
        WriteBatch batch = new WriteBatch();
        for (int s = 0; s < 12; s++) {
            batch.addSeries(Labels.of("__name__", "metric_" + s % 4, "i", String.valueOf(s)));
            for (int i = 0; i < samples; i++) {
                batch.addSample(from + i * 1000L, value(s, from + i * 1000L));
            }
        }
        assertThat(store.session("s").write(batch, Durability.SYNC).rejections()).isEmpty();
    }

    private static double value(int series, long time) {
        return series % 3 == 0
                ? (double) (time % 977)
                : series % 3 == 1 ? Math.sin((double) time) : series * 0.25;
    }

    @Test
    void neverShowsAWrongValueNorHidesAMissingOne() {
        SimulatedDisk whole = fill();
        Reading expected;
        try (Store store = Store.open(whole.copy(), StoreOptions.defaults(), clock)) {
            expected = Reading.all(store);
        }
        assertThat(expected.warnings()).isEmpty();
        Random random = new Random(SEED);
        for (String path : whole.files()) {
            long bits = 8L * whole.bytes(path).length;
            for (int i = 0; i < 100; i++) {
                long bit = random.nextLong(bits);
                SimulatedDisk disk = whole.copy();
                disk.flip(path, bit);
                try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
                    assertPartOf(expected, Reading.all(store), path + " bit " + bit);
                }
            }
        }
    }

    private static void assertPartOf(Reading expected, Reading found, String what) {
        long missing = 0;
        for (Map.Entry<Labels, List<Point>> entry : found.series().entrySet()) {
            Set<Point> known = new HashSet<>(expected.of(entry.getKey()));
            assertThat(known).as(what).containsAll(entry.getValue());
        }
        for (Map.Entry<Labels, List<Point>> entry : expected.series().entrySet()) {
            missing += entry.getValue().size() - found.of(entry.getKey()).size();
        }
        if (missing > 0) {
            assertThat(found.warnings()).as(what + " lost " + missing).isNotEmpty();
        }
    }

    @Test
    void opensAfterAnyFileIsCutShortOrGone() {
        SimulatedDisk whole = fill();
        Random random = new Random(SEED);
        for (String path : whole.files()) {
            for (int i = 0; i < 12; i++) {
                SimulatedDisk disk = whole.copy();
                int length = random.nextInt(whole.bytes(path).length);
                disk.cut(path, length);
                try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
                    write(store, NOW + 1000, 1);
                    assertThat(Reading.all(store).series()).hasSize(12);
                }
            }
        }
    }
}
