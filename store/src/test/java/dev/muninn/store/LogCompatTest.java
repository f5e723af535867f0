package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import dev.muninn.testkit.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data directories left by a killed process of any version can be opened for ever. */
final class LogCompatTest {

    private static final long BASE = 1_700_000_000_000L;
    private static final long BEFORE_FLUSH = BASE - 7_200_000;
    private static final long STEP = 15_000;

    /** A directory of each version: a block, a checkpoint, and a log with records of every kind. */
    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void readsLogsOfEveryVersion(String version, @TempDir Path directory)
            throws IOException, URISyntaxException {
        copy(Path.of(getClass().getResource("/log/" + version).toURI()), directory);
        MemoryStore expected = new MemoryStore();
        for (WriteBatch batch : batches()) {
            expected.session("s").write(batch, Durability.SYNC);
        }
        try (Store store = open(directory)) {
            assertThat(Reading.all(store)).isEqualTo(Reading.all(expected));
            assertThat(store.metadata("latency", 1).items())
                    .extracting(MetricMetadata::unit)
                    .containsExactly("seconds");
            assertThat(
                            store.exemplars(
                                            List.of(Matcher.equal("__name__", "latency")),
                                            TimeRange.ALL)
                                    .items())
                    .hasSize(1);
        }
    }

    /** Leaves a directory of the present version behind, as after {@code kill -9}. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("muninn-format");
        Store store = open(directory);
        List<WriteBatch> batches = batches();
        for (int i = 0; i < batches.size(); i++) {
            if (i == 3) {
                store.flush();
            }
            store.session("s").write(batches.get(i), Durability.SYNC);
        }
        copy(directory, Path.of(arguments[0]));
        store.close();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(
                    file -> {
                        Path target = to.resolve(from.relativize(file).toString());
                        try {
                            if (Files.isDirectory(file)) {
                                Files.createDirectories(target);
                            } else if (!file.endsWith("lock")) {
                                Files.copy(file, target);
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }

    private static Store open(Path directory) {
        return Store.open(
                directory,
                StoreOptions.defaults().withRawRetention(Duration.ofDays(3_650)),
                new ManualClock(BASE + 3_600_000));
    }

    /** What was written; the first three are in a block. */
    private static List<WriteBatch> batches() {
        Stream<WriteBatch> flushed = Stream.of(0, 1, 2).map(i -> counters(BEFORE_FLUSH, i, 40));
        Stream<WriteBatch> logged = Stream.iterate(0, i -> i + 1).limit(20).map(LogCompatTest::at);
        return Stream.of(flushed, logged, Stream.of(late(), histograms()))
                .flatMap(batch -> batch)
                .toList();
    }

    private static WriteBatch at(int i) {
        return counters(BASE, i, 50);
    }

    private static WriteBatch counters(long start, int i, int series) {
        WriteBatch batch = new WriteBatch();
        for (int k = 0; k < series; k++) {
            batch.addSeries(labels(k));
            boolean isUneven = start == BASE && k == 7;
            batch.addSample(start + i * STEP + (isUneven ? i : 0), value(k, i));
        }
        return batch;
    }

    private static Labels labels(int k) {
        return Labels.of(
                "__name__", "requests_total", "instance", "host-" + k / 10, "path", "/p" + k);
    }

    private static double value(int k, int i) {
        return switch (k % 4) {
            case 0 -> 1000.0 * k + i * 3;
            case 1 -> k / 10.0 + i * 0.1;
            case 2 -> Math.sqrt(k + i);
            default -> k;
        };
    }

    private static WriteBatch late() {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(labels(3));
        batch.addSample(BASE + 1_000, 0.25);
        batch.addSample(BASE + 2_000, Staleness.MARKER);
        return batch;
    }

    private static WriteBatch histograms() {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(Labels.of("__name__", "latency", "job", "v1"));
        for (int i = 0; i < 5; i++) {
            batch.addHistogram(
                    BASE + i * STEP,
                    new NativeHistogram(
                            NativeHistogram.ResetHint.UNKNOWN,
                            2,
                            0.001,
                            i,
                            10 + i * 2,
                            1.5 * i,
                            new int[] {0, 2, 3, 1},
                            new double[] {1 + i, 2, 3 + i},
                            new int[] {},
                            new double[] {},
                            new double[] {}));
            batch.startedAt(BASE - 60_000);
        }
        batch.addExemplar(new Exemplar(Labels.of("trace_id", "abc"), 0.5, BASE + STEP));
        batch.addMetadata(
                new MetricMetadata(
                        "latency", MetricMetadata.Type.HISTOGRAM, "Time it took.", "seconds"));
        return batch;
    }
}
