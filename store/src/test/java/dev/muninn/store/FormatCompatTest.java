package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.options.RetentionOptions;
import dev.muninn.store.options.RollupOptions;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import dev.muninn.testkit.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of every version that was ever written can be read for ever. */
final class FormatCompatTest {

    private static final long START = 1_700_006_400_000L;
    private static final int SAMPLES = 470;
    private static final int KINDS = 9;
    private static final long END = START + (SAMPLES - 1) * 15_000L;
    private static final List<String> BEFORE_CODES = List.of("v1", "v2", "v3", "v4");
    private static final List<String> BEFORE_BASES = List.of("v5");
    private static final List<String> BEFORE_SKETCHES = List.of("v2", "v3");
    private static final Matcher SKETCHED = Matcher.notEqual("__name__", "kind_1");
    private static final long DAY = 86_400_000L;

    /** A file of each version, written by {@link #main} of that time and never again. */
    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2", "v3", "v4", "v5", "v6"})
    void readsBlocksOfEveryVersion(String version, @TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("blocks"));
        String sequence = BEFORE_CODES.contains(version) ? "0000000001_" : "0000000003_";
        String file = sequence + START + "_" + END + ".block";
        try (InputStream block = getClass().getResourceAsStream("/blocks/" + version + ".block")) {
            assertThat(block).isNotNull();
            Files.copy(block, directory.resolve("blocks").resolve(file));
        }
        MemoryStore expected = new MemoryStore();
        expected.session("s").write(samples(version), Durability.SYNC);
        try (Store store = open(directory)) {
            assertThat(Reading.all(store)).isEqualTo(Reading.all(expected));
            TimeRange part = new TimeRange(START + 100_000, START + 3_000_000);
            assertThat(Reading.of(store, part)).isEqualTo(Reading.of(expected, part));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2", "v3", "v4", "v5", "v6"})
    void readsBucketsOfEveryVersion(String version, @TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("blocks"));
        String sequence = BEFORE_CODES.contains(version) ? "0000000006_" : "0000000008_";
        String file = sequence + START + "_" + (START + DAY) + "_60s.block";
        String resource = "/blocks/" + version + "-60s.block";
        try (InputStream block = getClass().getResourceAsStream(resource)) {
            assertThat(block).isNotNull();
            Files.copy(block, directory.resolve("blocks").resolve(file));
        }
        MemoryStore samples = new MemoryStore();
        samples.session("s").write(samples(version), Durability.SYNC);
        TimeRange ends = new TimeRange(START + 1, START + DAY);
        try (Store store = open(directory)) {
            NaiveRollup found = NaiveRollup.read(store.rollups(), 60_000, ends);
            NaiveRollup expected = NaiveRollup.of(Reading.all(samples), 60_000, ends);
            assertThat(found.series().keySet()).isEqualTo(expected.series().keySet());
            // Sums of fractions depend on how they are added.
            assertThat(found.series())
                    .usingRecursiveComparison()
                    .withComparatorForType(
                            (a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b),
                            Double.class)
                    .isEqualTo(expected.series());
            if (!BEFORE_SKETCHES.contains(version)) {
                NaiveSpread.assertNear(
                        store.rollups(), SKETCHED, Reading.all(samples), 60_000, ends);
            }
        }
    }

    /** Writes the blocks of the present version, of samples and of minutes, to two files. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("muninn-format");
        try (Store store = open(directory)) {
            // Two flushes, so that they are merged, which is when there are codes.
            for (int half = 0; half < 2; half++) {
                WriteBatch batch = samples(KINDS, SAMPLES / 2 * half, SAMPLES / 2 * (half + 1));
                store.session("s").write(batch, Durability.SYNC);
                store.flush();
            }
            WriteBatch later = new WriteBatch();
            later.addSeries(Labels.of("__name__", "later"));
            later.addSample(START + 2 * DAY, 1);
            store.session("s").write(later, Durability.SYNC);
            store.compact();
            copy(directory, START + "_" + END + ".block", arguments[0]);
            copy(directory, START + "_" + (START + DAY) + "_60s.block", arguments[1]);
        }
    }

    private static void copy(Path directory, String suffix, String target) throws IOException {
        Path blocks = directory.resolve("blocks");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(blocks)) {
            for (Path file : files) {
                if (file.toString().endsWith(suffix)) {
                    Files.copy(file, Path.of(target));
                }
            }
        }
    }

    private static Store open(Path directory) {
        RetentionOptions retention =
                RetentionOptions.DEFAULTS.withRollups(
                        RollupOptions.DEFAULTS.withPercentiles(List.of(SKETCHED)));
        return Store.open(
                directory,
                StoreOptions.defaults()
                        .withRetention(retention)
                        .withOutOfOrderWindow(java.time.Duration.ofDays(3)),
                new ManualClock(START + 2 * DAY));
    }

    private static WriteBatch samples(String version) {
        int later = BEFORE_CODES.contains(version) ? 2 : BEFORE_BASES.contains(version) ? 1 : 0;
        return samples(KINDS - later, 0, SAMPLES);
    }

    /** A series for each way in which samples are packed. */
    private static WriteBatch samples(int kinds, int from, int to) {
        WriteBatch batch = new WriteBatch();
        for (int kind = 0; kind < kinds; kind++) {
            batch.addSeries(Labels.of("__name__", "kind_" + kind, "job", "a" + kind % 2));
            for (int i = from; i < to; i++) {
                add(batch, kind, i);
            }
        }
        return batch;
    }

    private static void add(WriteBatch batch, int kind, int i) {
        long time = START + i * 15_000L;
        switch (kind) {
            case 0 -> batch.addSample(time, 1);
            case 1 -> batch.addSample(time, i % 300 * 7);
            case 2 -> batch.addSample(time, (i * 31 % 1000) / 100.0);
            case 3 -> batch.addSample(time, Math.sqrt(i));
            case 4 -> batch.addSample(time, i % 50 == 9 ? Staleness.MARKER : 4096.0 * (i % 17));
            case 5 -> {
                batch.addSample(time, i * 2.5);
                batch.startedAt(START - 1000);
            }
            case 6 -> batch.addHistogram(time, histogram(i));
            case 7 -> batch.addSample(time, Math.floor(1e6 / (1 + i * 7919 % 1000)) / 1e9);
            default -> batch.addSample(time, 1e7 - Math.floor(1e6 / (1 + i * 7919 % 1000)));
        }
    }

    private static NativeHistogram histogram(int i) {
        return new NativeHistogram(
                NativeHistogram.ResetHint.UNKNOWN,
                0,
                0.001,
                1,
                i + 1,
                i * 3.25,
                new int[] {0, 1},
                new double[] {i},
                new int[0],
                new double[0],
                new double[0]);
    }
}
