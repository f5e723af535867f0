package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.RollupSet;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Selection;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import dev.muninn.testkit.Reading.Point;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Flips bits in every kind of file: no wrong value, and nothing missing without a word. */
final class StoreDamageTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = 19_700 * DAY;
    private static final long NOW = START + 3 * DAY;
    private static final long HOUR = 3_600_000;
    private static final long SEED = 20_261_121;

    /** More for a release: {@code -Dmuninn.flips=10000}. */
    private static final int FLIPS_PER_FILE = Integer.getInteger("muninn.flips", 15);

    private final ManualClock clock = new ManualClock(NOW);

    private Store open(SimulatedDisk disk) {
        return Store.open(
                disk, StoreOptions.defaults().withOutOfOrderWindow(Duration.ofDays(9)), clock);
    }

    /** A disk with blocks of samples and of all rollups, deletions, a checkpoint and a log. */
    private SimulatedDisk fill() {
        SimulatedDisk disk = new SimulatedDisk();
        SimulatedDisk killed;
        try (Store store = open(disk)) {
            write(store, START + 60_000, 70, HOUR);
            store.flush();
            store.compact();
            write(store, NOW - HOUR, 60, 1000);
            store.flush();
            store.delete(
                    List.of(Matcher.equal("i", "3")),
                    new TimeRange(NOW - HOUR, NOW - HOUR + 20_000));
            for (int i = 0; i < 30; i++) {
                write(store, NOW - 600_000 + i * 10_000L, 3, 1000);
            }
            killed = disk.copy();
        }
        assertThat(killed.files())
                .anyMatch(file -> file.endsWith("60s.block"))
                .anyMatch(file -> file.endsWith("86400s.block"))
                .anyMatch(file -> file.endsWith(".checkpoint"))
                .anyMatch(file -> file.endsWith(".log"))
                .contains("tombstones", "tombstones.copy", "identity", "identity.copy");
        return killed;
    }

    private static void write(Store store, long from, int samples, long step) {
        WriteBatch batch = new WriteBatch();
        for (int s = 0; s < 12; s++) {
            batch.addSeries(Labels.of("__name__", "metric_" + s % 4, "i", String.valueOf(s)));
            for (int i = 0; i < samples; i++) {
                batch.addSample(from + i * step, value(s, from + i * step));
            }
            batch.addExemplar(new Exemplar(Labels.of("trace", "t" + s), s, from));
        }
        batch.addSeries(Labels.of("__name__", "histogram"));
        batch.addHistogram(from, NativeHistogram.stale());
        batch.addMetadata(
                new MetricMetadata("metric_1", MetricMetadata.Type.GAUGE, "Help.", "seconds"));
        assertThat(store.session("s").write(batch, Durability.SYNC).rejections()).isEmpty();
    }

    private static double value(int series, long time) {
        return series % 3 == 0
                ? (double) (time % 977)
                : series % 3 == 1 ? Math.sin((double) time) : series * 0.25;
    }

    /** What the store answers to all kinds of questions. */
    private record Answers(
            Reading samples,
            NaiveRollup hours,
            List<String> hourWarnings,
            Set<Object> exemplars,
            Set<MetricMetadata> metadata) {

        static Answers of(Store store) {
            return new Answers(
                    Reading.all(store),
                    NaiveRollup.read(store.rollups(), HOUR, TimeRange.ALL),
                    hourWarnings(store),
                    new HashSet<>(store.exemplars(List.of(), TimeRange.ALL).items()),
                    new HashSet<>(store.metadata("", 0).items()));
        }

        private static List<String> hourWarnings(Store store) {
            Selection all = new Selection(TimeRange.ALL, List.of());
            try (RollupSet set = store.rollups().select(all, HOUR)) {
                RollupBuffer buffer = new RollupBuffer();
                for (int i = 0; i < set.size(); i++) {
                    set.read(i, buffer);
                    buffer.clear();
                }
                return set.warnings();
            }
        }
    }

    @Test
    void aBitOfACheckpointCostsOneSmallPackOfSeries() {
        SimulatedDisk whole = new SimulatedDisk();
        SimulatedDisk killed;
        int all = 2_000;
        try (Store store = open(whole)) {
            writeManySeries(store, all, NOW - HOUR);
            store.flush();
            writeManySeries(store, all, NOW);
            killed = whole.copy();
        }
        String checkpoint =
                killed.files().stream()
                        .filter(file -> file.endsWith(".checkpoint"))
                        .findFirst()
                        .orElseThrow();
        Random random = new Random(SEED);
        int bits = 8 * killed.bytes(checkpoint).length;
        for (int i = 0; i < 10; i++) {
            SimulatedDisk damaged = killed.copy();
            int bit = random.nextInt(bits);
            damaged.flip(checkpoint, bit);
            try (Store store = open(damaged)) {
                Reading reading = Reading.of(store, new TimeRange(NOW, NOW));
                assertThat(reading.series().size())
                        .as("series after flipping bit %d", bit)
                        .isGreaterThan(all - all / 8);
            }
        }
    }

    private static void writeManySeries(Store store, int count, long time) {
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < count; i++) {
            batch.addSeries(
                    Labels.of(
                            "__name__",
                            "metric",
                            "instance",
                            "host-" + i / 100 + ".example.org:9100",
                            "slot",
                            String.valueOf(i)));
            batch.addSample(time, i);
        }
        assertThat(store.session("s").write(batch, Durability.SYNC).rejections()).isEmpty();
    }

    @Test
    void neverShowsAWrongValueNorHidesAMissingOne() {
        SimulatedDisk whole = fill();
        Answers expected;
        try (Store store = open(whole.copy())) {
            expected = Answers.of(store);
        }
        assertThat(expected.samples().warnings()).isEmpty();
        assertThat(expected.hourWarnings()).isEmpty();
        assertThat(expected.exemplars()).isNotEmpty();
        assertThat(expected.metadata()).isNotEmpty();
        Random random = new Random(SEED);
        for (String path : whole.files()) {
            long bits = 8L * whole.bytes(path).length;
            for (int i = 0; i < FLIPS_PER_FILE; i++) {
                long bit = random.nextLong(bits);
                SimulatedDisk disk = whole.copy();
                disk.flip(path, bit);
                try (Store store = open(disk)) {
                    assertPartOf(expected, Answers.of(store), path + " bit " + bit);
                }
            }
        }
    }

    private static void assertPartOf(Answers expected, Answers found, String what) {
        Reading samples = found.samples();
        long missing = 0;
        for (Map.Entry<Labels, List<Point>> entry : samples.series().entrySet()) {
            Set<Point> known = new HashSet<>(expected.samples().of(entry.getKey()));
            if (samples.warnings().stream().noneMatch(w -> w.contains("may show again"))) {
                assertThat(entry.getValue()).as(what).allMatch(known::contains);
            }
        }
        for (Map.Entry<Labels, List<Point>> entry : expected.samples().series().entrySet()) {
            missing += entry.getValue().size() - samples.of(entry.getKey()).size();
        }
        if (missing > 0) {
            assertThat(samples.warnings()).as(what + " lost " + missing).isNotEmpty();
        }
        if (found.hourWarnings().isEmpty()) {
            assertThat(found.hours()).as(what).isEqualTo(expected.hours());
        }
        assertThat(expected.exemplars())
                .as(what)
                .hasSizeGreaterThanOrEqualTo(found.exemplars().size());
        assertThat(expected.metadata()).as(what).containsAll(found.metadata());
    }

    @Test
    void keepsDeletedSamplesDeletedThoughTheFileOfTheSeedIsDamaged() {
        SimulatedDisk disk = fill();
        Labels labels = Labels.of("__name__", "metric_3", "i", "3");
        List<Point> before;
        try (Store store = open(disk.copy())) {
            before = Reading.all(store).of(labels);
        }
        disk.cut("identity", 5);
        try (Store store = open(disk)) {
            assertThat(Reading.all(store).of(labels)).isEqualTo(before);
        }
        assertThat(disk.bytes("identity")).isEqualTo(disk.bytes("identity.copy"));
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
                try (Store store = open(disk)) {
                    write(store, NOW + 1000, 1, 1);
                    assertThat(Reading.all(store).series()).hasSize(13);
                }
            }
        }
    }

    @Test
    void scrubsInTheEndWhereNoProcessRunsForAWholeRound() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Store store = open(disk)) {
            write(store, NOW - HOUR, 60, 1000);
            store.flush();
        }
        int days = 0;
        for (double scrubbed = 0; scrubbed == 0; days++) {
            assertThat(days).as("days without a scrub").isLessThan(500);
            try (Store store = open(disk)) {
                store.care();
                clock.advance(Duration.ofDays(1));
                store.care();
                scrubbed = OwnFigures.of(store).value("muninn_store_scrubbed_blocks_total");
            }
        }
    }

    @Test
    void setsABlockAsideWhoseIndexTheScrubFindsDamaged() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Store store = open(disk)) {
            write(store, NOW - HOUR, 60, 1000);
            store.flush();
        }
        String block =
                disk.files().stream()
                        .filter(file -> file.endsWith(".block"))
                        .findFirst()
                        .orElse("");
        // Behind the pages and before the second description stands the index.
        disk.flip(block, 8L * (disk.bytes(block).length - 700));
        try (Store store = open(disk)) {
            store.care();
            clock.advance(Duration.ofDays(8));
            store.care();
            Reading reading = Reading.all(store);
            assertThat(reading.series()).isEmpty();
            assertThat(reading.warnings()).singleElement().asString().contains("is damaged");
            assertThat(disk.files()).contains(block);
        }
    }
}
