package dev.muninn.bench.ingest;

import dev.muninn.bench.load.Workload;
import dev.muninn.ingest.IngestOptions;
import dev.muninn.ingest.PushReceiver;
import dev.muninn.ingest.PushRequest;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.SystemClock;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import dev.muninn.store.Store;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.xerial.snappy.Snappy;

/** A sample's way from a remote write body into head and log, step by step; nanoseconds each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PushBench.SERIES)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class PushBench {

    /**
     * One request's, of a hundred thousand, so that the head does not fit the processor's cache.
     */
    static final int SERIES = 2_000;

    private static final int REQUESTS = 50;
    private static final long STEP_MILLIS = 15_000;

    private final byte[][] labels = new byte[REQUESTS * SERIES][];
    private final double[] values = new double[REQUESTS * SERIES];
    private final int[] shuffled = new int[REQUESTS * SERIES];
    private final ByteBuffer[] bodies = new ByteBuffer[REQUESTS];
    private final PushReceiver receiver = PushReceiver.remoteWrite(IngestOptions.defaults());
    private final SampleSink.Session nowhere =
            (batch, durability) -> new WriteResult(batch.sampleCount(), 0, 0, List.of());
    private final WriteBatch batch = new WriteBatch();
    private final Path directory = Directories.create();
    private final Store store = Store.open(directory, options(), SystemClock.INSTANCE);
    private final SampleSink.Session session = store.session("bench");
    private long time = 1_000_000_000;
    private int request;

    private static StoreOptions options() {
        return StoreOptions.defaults().withRawRetention(Duration.ofDays(40_000));
    }

    @Setup(Level.Trial)
    public void open() throws IOException {
        Workload workload = new Workload(labels.length, 42, "bench");
        Random random = new Random(42);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = workload.labels(i);
            values[i] = workload.next(i);
            int other = random.nextInt(i + 1);
            shuffled[i] = shuffled[other];
            shuffled[other] = i;
        }
        RemoteWriteEncoder encoder = new RemoteWriteEncoder();
        for (int r = 0; r < REQUESTS; r++) {
            for (int i = r * SERIES; i < (r + 1) * SERIES; i++) {
                encoder.series(labels[i]);
                encoder.sample(time, values[i]);
            }
            bodies[r] = ByteBuffer.wrap(Snappy.compress(encoder.encode()));
            fill(r, false);
            session.write(batch, Durability.ASYNC);
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        store.close();
        Directories.delete(directory);
    }

    private void fill(int of, boolean isShuffled) {
        batch.clear();
        for (int i = of * SERIES; i < (of + 1) * SERIES; i++) {
            int series = isShuffled ? shuffled[i] : i;
            batch.addSeries(labels[series]);
            batch.addSample(time, values[series]);
        }
    }

    private int next() {
        request++;
        if (request == REQUESTS) {
            request = 0;
            time += STEP_MILLIS;
        }
        return request;
    }

    /** Decompresses and walks a request. */
    @Benchmark
    public WriteResult decode() {
        return receiver.receive(
                new PushRequest(bodies[next()].duplicate(), "application/x-protobuf", "snappy"),
                nowhere);
    }

    /** Copies labels into a batch: what the next two do besides. */
    @Benchmark
    public WriteBatch fill() {
        fill(next(), false);
        return batch;
    }

    /** Hashes, looks up, appends and logs, the series in the order of the time before. */
    @Benchmark
    public WriteResult write() {
        fill(next(), false);
        return session.write(batch, Durability.ASYNC);
    }

    /** The same with series in an order that no sender has kept: each has to be looked up. */
    @Benchmark
    public WriteResult writeInAnyOrder() {
        fill(next(), true);
        return store.session("another").write(batch, Durability.ASYNC);
    }
}
