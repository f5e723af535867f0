package dev.muninn.bench.store;

import dev.muninn.bench.load.Workload;
import dev.muninn.model.Clock;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.SampleSink.Session;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.Store;
import dev.muninn.store.options.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** A store with a day of the mixed workload at one sample a minute, in a folder of its own. */
final class StoredDay implements AutoCloseable {

    static final long START = 1_700_006_400_000L;
    static final long STEP = 60_000;
    static final int SAMPLES = 1440;

    /** The store's clock stands still behind the last sample. */
    private static final class EndOfDay implements Clock {
        @Override
        public long millis() {
            return START + SAMPLES * STEP;
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    }

    private final Path directory;
    private final Store store;
    private final int series;

    private StoredDay(Path directory, Store store, int series) {
        this.directory = directory;
        this.store = store;
        this.series = series;
    }

    /** Writes the day and leaves it as blocks that are merged to the end. */
    static StoredDay create(int series) {
        try {
            Path directory = Files.createTempDirectory("muninn-bench");
            StoreOptions options = StoreOptions.defaults().withOutOfOrderWindow(Duration.ofDays(2));
            Store store = Store.open(directory, options, new EndOfDay());
            write(store, series);
            store.flush();
            store.compact();
            return new StoredDay(directory, store, series);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Store store, int series) {
        Workload workload = new Workload(series, 42, "bench");
        Session session = store.session("bench");
        byte[][] labels = new byte[series][];
        for (int i = 0; i < series; i++) {
            labels[i] = workload.labels(i);
        }
        WriteBatch batch = new WriteBatch();
        for (int minute = 0; minute < SAMPLES; minute++) {
            for (int from = 0; from < series; from += 2000) {
                batch.clear();
                for (int i = from; i < Math.min(from + 2000, series); i++) {
                    batch.addSeries(labels[i], 0, labels[i].length);
                    batch.addSample(START + minute * STEP, workload.next(i));
                }
                session.write(batch, Durability.ASYNC);
            }
        }
    }

    Store store() {
        return store;
    }

    long samples() {
        return (long) series * SAMPLES;
    }

    /** Bytes of the files whose path within the data directory begins so. */
    long bytes(String prefix) {
        try (Stream<Path> files = Files.walk(directory)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (directory.relativize(file).toString().startsWith(prefix)) {
                    sum += Files.size(file);
                }
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        store.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
