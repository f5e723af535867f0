package dev.muninn.bench.query;

import dev.muninn.bench.ingest.Directories;
import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.SystemClock;
import dev.muninn.model.WriteBatch;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.query.QueryResult;
import dev.muninn.query.Resolution;
import dev.muninn.store.Store;
import dev.muninn.store.options.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Two hundred stored series over a week at 15 s, asked by hours: from samples and from rollups. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RollupBench {

    private static final int SERIES = 200;
    private static final long DAY = 86_400_000;
    private static final long HOUR = 3_600_000;

    @Param({"raw", "1m", "5m", "1h"})
    public String resolution = "";

    @Param({"sum(rate(hits_total[1h]))", "max(max_over_time(hits_total[1h]))"})
    public String query = "";

    private @Nullable Path folder;
    private @Nullable Store store;
    private @Nullable QueryEngine engine;
    private long end;

    @Setup(Level.Trial)
    public void open() throws IOException {
        end = System.currentTimeMillis() / DAY * DAY;
        folder = Directories.create();
        Store opened = Store.open(folder, StoreOptions.defaults(), SystemClock.INSTANCE);
        Random random = new Random(7);
        double[] totals = new double[SERIES];
        for (long time = end - 7 * DAY; time < end; time += HOUR) {
            write(opened, time, totals, random);
        }
        opened.flush();
        opened.compact();
        store = opened;
        engine = QueryEngine.open(opened, QueryOptions.DEFAULTS, SystemClock.INSTANCE);
    }

    /** An hour of all series. */
    private static void write(Store store, long start, double[] totals, Random random) {
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < SERIES; i++) {
            batch.addSeries(Labels.of("__name__", "hits_total", "instance", "host-" + i));
            for (long time = start + 15_000; time <= start + HOUR; time += 15_000) {
                totals[i] += random.nextInt(100);
                batch.addSample(time, totals[i]);
            }
        }
        store.session("bench").write(batch, Durability.ASYNC);
    }

    @Benchmark
    public @Nullable QueryResult week() {
        return engine == null
                ? null
                : engine.range(
                        query,
                        end - 6 * DAY,
                        end - DAY,
                        HOUR,
                        QueryCall.PLAIN.at(Resolution.parse(resolution)));
    }

    @TearDown
    public void close() throws IOException {
        if (engine != null && store != null && folder != null) {
            engine.close();
            store.close();
            Directories.delete(folder);
        }
    }
}
