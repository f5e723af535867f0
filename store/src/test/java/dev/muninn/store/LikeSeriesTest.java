package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import dev.muninn.testkit.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Of series of a host that tell the same, merged blocks have little more than one. */
final class LikeSeriesTest {

    private static final long START = 1_700_006_400_000L;
    private static final int SAMPLES = 1_200;
    private static final long END = START + SAMPLES * 5_000L;

    /** Enough for several pages. */
    private static final int OTHERS = 40;

    private static final Labels USED = Labels.of("__name__", "a_used");
    private static final Labels FREE = Labels.of("__name__", "c_free");
    private static final Labels USED_KIBIBYTES = Labels.of("__name__", "c_used_kibibytes");

    private final SplittableRandom random = new SplittableRandom(42);
    private final List<WriteBatch> batches = new ArrayList<>();

    LikeSeriesTest() {
        double used = 1L << 33;
        for (int i = 0; i < SAMPLES; i++) {
            used += 4096.0 * (random.nextInt(100_000) - 50_000);
            WriteBatch batch = new WriteBatch();
            long time = START + i * 5_000L;
            add(batch, USED, time, used);
            for (int other = 0; other < OTHERS; other++) {
                add(batch, Labels.of("__name__", "b_" + other), time, random.nextInt(1 << 30));
            }
            add(batch, FREE, time, (1L << 35) - used);
            add(batch, USED_KIBIBYTES, time, used / 1024);
            batches.add(batch);
        }
    }

    private static void add(WriteBatch batch, Labels labels, long time, double value) {
        batch.addSeries(labels);
        batch.addSample(time, value);
    }

    private static Store open(SimulatedDisk disk) {
        StoreOptions options = StoreOptions.defaults().withOutOfOrderWindow(Duration.ofDays(2));
        return Store.open(disk, options, new ManualClock(END));
    }

    private SimulatedDisk merged() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Store store = open(disk)) {
            // Blocks of two flushes, so that there is something to merge.
            write(store, batches.subList(0, SAMPLES / 2));
            write(store, batches.subList(SAMPLES / 2, SAMPLES));
            long flushed = blocks(disk).stream().mapToLong(disk::length).sum();
            store.compact();
            assertThat(blocks(disk)).hasSize(1);
            long saved = flushed - disk.length(blocks(disk).getFirst());
            assertThat(saved).isGreaterThan(SAMPLES * 3L);
        }
        return disk;
    }

    private static void write(Store store, List<WriteBatch> batches) {
        for (WriteBatch batch : batches) {
            store.session("s").write(batch, Durability.ASYNC);
        }
        store.flush();
    }

    private static List<String> blocks(SimulatedDisk disk) {
        return disk.files().stream().filter(file -> file.endsWith(".block")).toList();
    }

    @Test
    void readsThemAsTheyWereWritten() {
        MemoryStore expected = new MemoryStore();
        batches.forEach(batch -> expected.session("s").write(batch, Durability.SYNC));
        try (Store store = open(merged())) {
            assertThat(Reading.all(store)).isEqualTo(Reading.all(expected));
            TimeRange part = new TimeRange(START + 1_000_000, START + 1_500_000);
            assertThat(Reading.of(store, part)).isEqualTo(Reading.of(expected, part));
        }
    }

    /** The pages of the series that others are counted from stand first in the file. */
    @Test
    void saysOfAllOfThemThatTheyAreMissingWhereOneIsDamaged() {
        SimulatedDisk disk = merged();
        disk.flip(blocks(disk).getFirst(), 8L * 2_000);
        try (Store store = open(disk)) {
            Reading found = Reading.all(store);
            assertThat(found.warnings()).isNotEmpty();
            for (Labels like : List.of(USED, FREE, USED_KIBIBYTES)) {
                assertThat(found.of(like)).as(like.toString()).hasSizeLessThan(SAMPLES);
            }
            assertThat(found.of(Labels.of("__name__", "b_39"))).hasSize(SAMPLES);
        }
    }
}
