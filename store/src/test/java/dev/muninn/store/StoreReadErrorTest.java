package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import dev.muninn.testkit.Reading.Point;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read is named, and the rest is answered. */
final class StoreReadErrorTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000;
    private static final int SAMPLES = 400;

    private final ManualClock clock = new ManualClock(NOW);

    private static Labels labels(int series) {
        return Labels.of("__name__", "noise", "i", String.valueOf(series));
    }

    /** Noise, so that a block has many pages. */
    private static double value(int series, long time) {
        return Math.sin((double) time * (series + 1));
    }

    private static void write(Store store, long from) {
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < 40; i++) {
            batch.addSeries(labels(i));
            for (int k = 0; k < SAMPLES; k++) {
                batch.addSample(from + k * 1000L, value(i, from + k * 1000L));
            }
        }
        assertThat(store.session("s").write(batch, Durability.SYNC).rejections()).isEmpty();
    }

    private static void assertRight(Reading reading) {
        for (int i = 0; i < 40; i++) {
            for (Point point : reading.of(labels(i))) {
                assertThat(point).isEqualTo(Point.of(point.time(), value(i, point.time())));
            }
        }
    }

    @Test
    void opensWithABlockThatTheDiskDoesNotGiveAndNamesItsTimes() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
            write(store, NOW - 5 * HOUR);
            store.flush();
            write(store, NOW - HOUR);
            store.flush();
        }
        String first =
                disk.files().stream()
                        .filter(file -> file.endsWith(".block"))
                        .findFirst()
                        .orElse("");
        disk.failReadsOf(first);
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
            Reading all = Reading.all(store);
            assertThat(all.of(labels(0))).hasSize(SAMPLES);
            assertRight(all);
            assertThat(all.warnings()).singleElement().asString().contains("Input/output error");
            TimeRange newer = new TimeRange(NOW - 2 * HOUR, NOW);
            assertThat(Reading.of(store, newer).warnings()).isEmpty();
        }
        disk.failReadsOf(null);
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
            assertThat(Reading.all(store).of(labels(0))).hasSize(2 * SAMPLES);
            assertThat(Reading.all(store).warnings()).isEmpty();
        }
    }

    @Test
    void answersTheRestWhenABlockLosesItsEndUnderIt(@TempDir Path folder) throws IOException {
        try (Store store = Store.open(folder, StoreOptions.defaults(), clock)) {
            write(store, NOW - HOUR);
            store.flush();
            Matcher one = Matcher.equal("i", "0");
            Reading before = Reading.of(store, TimeRange.ALL, one);
            assertThat(before.of(labels(0))).hasSize(SAMPLES);
            Path block = onlyBlock(folder);
            long length = Files.size(block);
            assertThat(length).isGreaterThan(80_000);
            // A mapped file that is cut reads as one on a failing disk does: with an error.
            try (RandomAccessFile file = new RandomAccessFile(block.toFile(), "rw")) {
                file.setLength(24 << 10);
            }
            Reading cut = Reading.all(store);
            assertRight(cut);
            assertThat(cut.warnings()).isNotEmpty().allMatch(w -> w.contains("may be missing"));
            Reading known = Reading.of(store, TimeRange.ALL, one);
            assertThat(known.of(labels(0))).as("in memory").isEqualTo(before.of(labels(0)));
            assertThat(known.warnings()).isEmpty();
            write(store, NOW - HOUR / 2);
            assertThat(Reading.all(store).of(labels(39))).hasSizeGreaterThanOrEqualTo(SAMPLES);
        }
    }

    private static Path onlyBlock(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("blocks"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void opensWithALogPageThatTheDiskDoesNotGive() {
        SimulatedDisk disk = new SimulatedDisk();
        Store.open(disk, StoreOptions.defaults(), clock).close();
        SimulatedDisk killed;
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
            for (int i = 0; i < 6; i++) {
                write(store, NOW - HOUR + i * 500_000L);
            }
            killed = disk.copy();
        }
        String log =
                killed.files().stream().filter(file -> file.endsWith(".log")).toList().getLast();
        assertThat(killed.bytes(log).length).isGreaterThan(300_000);
        killed.failReadsAt(log, 200_000);
        try (Store store = Store.open(killed, StoreOptions.defaults(), clock)) {
            Reading reading = Reading.all(store);
            assertRight(reading);
            assertThat(reading.of(labels(0)).size()).isBetween(2 * SAMPLES, 6 * SAMPLES - 1);
            assertThat(reading.warnings()).isNotEmpty();
        }
        assertThat(killed.openFiles()).isZero();
    }

    @Test
    void namesAGapOfTheLogAsLongAsItsSamplesWouldBeKept() {
        SimulatedDisk disk = new SimulatedDisk();
        SimulatedDisk killed;
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
            write(store, NOW - HOUR);
            write(store, NOW - HOUR / 2);
            write(store, NOW - HOUR / 4);
            killed = disk.copy();
        }
        String log =
                killed.files().stream().filter(file -> file.endsWith(".log")).toList().getLast();
        killed.flip(log, 8L * (killed.bytes(log).length - 100));
        List<String> found;
        try (Store store = Store.open(killed, StoreOptions.defaults(), clock)) {
            found = Reading.all(store).warnings();
            assertThat(found).isNotEmpty();
            store.flush();
        }
        assertThat(killed.files()).doesNotContain(log);
        for (int restart = 0; restart < 3; restart++) {
            try (Store store = Store.open(killed, StoreOptions.defaults(), clock)) {
                assertThat(Reading.all(store).warnings()).isEqualTo(found);
                TimeRange later = new TimeRange(NOW + HOUR, NOW + 2 * HOUR);
                assertThat(Reading.of(store, later).warnings()).isEmpty();
                store.flush();
            }
        }
        clock.advance(Duration.ofDays(16));
        try (Store store = Store.open(killed, StoreOptions.defaults(), clock)) {
            write(store, clock.millis() - HOUR);
            store.flush();
        }
        try (Store store = Store.open(killed, StoreOptions.defaults(), clock)) {
            assertThat(Reading.all(store).warnings()).isEmpty();
        }
    }
}
