package dev.muninn.bench.ingest;

import dev.muninn.bench.load.Workload;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.SystemClock;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.Store;
import dev.muninn.store.options.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Opening a store that was killed: nanoseconds per sample in its log. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ReplayBench.SERIES * ReplayBench.ROUNDS)
@Fork(1)
@Warmup(iterations = 4)
@Measurement(iterations = 6)
public class ReplayBench {

    static final int SERIES = 40_000;
    static final int ROUNDS = 100;

    private static final int SERIES_PER_REQUEST = 2_000;
    private static final long STEP_MILLIS = 15_000;

    /** One scrape each request, or twenty. */
    @Param({"1", "20"})
    public int samplesPerSeries;

    private final Path log = Directories.create();
    private Path copy = log;
    private @Nullable Store store;

    private static Store open(Path directory) {
        return Store.open(directory, StoreOptions.defaults(), SystemClock.INSTANCE);
    }

    @Setup(Level.Trial)
    public void writeLog() throws IOException {
        Path original = Directories.create();
        try (Store writer = open(original)) {
            write(writer.session("bench"));
            Directories.copy(original, log);
        }
        Directories.delete(original);
    }

    private void write(SampleSink.Session session) {
        Workload workload = new Workload(SERIES, 42, "bench");
        long start = SystemClock.INSTANCE.millis() - ROUNDS * STEP_MILLIS;
        WriteBatch batch = new WriteBatch();
        for (int round = 0; round < ROUNDS; round += samplesPerSeries) {
            for (int from = 0; from < SERIES; from += SERIES_PER_REQUEST) {
                batch.clear();
                for (int i = from; i < from + SERIES_PER_REQUEST; i++) {
                    batch.addSeries(workload.labels(i));
                    for (int k = 0; k < samplesPerSeries; k++) {
                        batch.addSample(start + (round + k) * STEP_MILLIS, workload.next(i));
                    }
                }
                session.write(batch, Durability.ASYNC);
            }
        }
    }

    @Setup(Level.Invocation)
    public void copyLog() throws IOException {
        copy = Directories.create();
        Directories.copy(log, copy);
    }

    @Benchmark
    public Store replay() {
        Store opened = open(copy);
        store = opened;
        return opened;
    }

    @TearDown(Level.Invocation)
    public void close() {
        Store opened = store;
        if (opened != null) {
            opened.close();
        }
        Directories.delete(copy);
    }

    @TearDown(Level.Trial)
    public void deleteLog() {
        Directories.delete(log);
    }
}
