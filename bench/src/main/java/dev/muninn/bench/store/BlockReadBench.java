package dev.muninn.bench.store;

import dev.muninn.model.Matcher;
import dev.muninn.model.TimeRange;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reads of a day of 10,000 series once a minute, from merged blocks, without a query engine. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class BlockReadBench {

    private static final int SERIES = 10_000;

    private final MinuteAverages averages = new MinuteAverages();
    private @Nullable StoredDay day;

    @Setup(Level.Trial)
    public void write() {
        day = StoredDay.create(SERIES);
    }

    @TearDown(Level.Trial)
    public void delete() {
        stored().close();
    }

    private StoredDay stored() {
        StoredDay known = day;
        if (known == null) {
            throw new IllegalStateException("not set up");
        }
        return known;
    }

    @Benchmark
    public double oneInstance() {
        return averages.of(stored().store(), Matcher.equal("instance", "host-0.example.org:9100"));
    }

    @Benchmark
    public double allSeries() {
        return averages.of(stored().store(), Matcher.equal("run", "bench"));
    }

    @Benchmark
    public List<String> completion() {
        return stored().store().findLabelValues("pod", "tion-7", TimeRange.ALL, 20).items();
    }
}
