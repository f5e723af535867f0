package dev.muninn.bench.query;

import dev.muninn.model.SystemClock;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.query.QueryResult;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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

/** Range queries of six hours at a step of a minute over samples every 15 s. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class QueryBench {

    private static final long SCRAPE_MILLIS = 15_000;
    private static final int SAMPLES = 6 * 240;
    private static final long END_MILLIS = SAMPLES * SCRAPE_MILLIS;

    @Param({
        "requests_total{instance=\"host-00007:9100\"}",
        "rate(requests_total{instance=\"host-00007:9100\"}[5m])",
        "sum by (job) (rate(requests_total[5m]))",
        "topk(5, rate(requests_total[5m]))",
        "histogram_quantile(0.9, sum by (le) (rate(latency_bucket[5m])))",
        "max_over_time(memory_bytes[10m])",
        "sum(rate(requests_total[5m])) / sum(memory_bytes)",
        "avg_over_time(memory_bytes[5m]) > 5e8",
        "quantile(0.9, memory_bytes)"
    })
    public String query = "";

    @Param("2000")
    public int instances;

    private QueryEngine engine;
    private long texts;

    public QueryBench() {
        engine =
                QueryEngine.open(
                        ArraySource.create(0, 0, 1), QueryOptions.DEFAULTS, SystemClock.INSTANCE);
    }

    @Setup(Level.Trial)
    public void open() {
        QueryOptions plain = QueryOptions.DEFAULTS;
        QueryOptions large =
                new QueryOptions(
                        plain.lookback(),
                        Duration.ofMinutes(2),
                        Long.MAX_VALUE,
                        Integer.MAX_VALUE,
                        plain.maxPoints(),
                        4L << 30,
                        4L << 30,
                        plain.maxConcurrent(),
                        plain.slow(),
                        false);
        engine.close();
        engine =
                QueryEngine.open(
                        ArraySource.create(instances, SAMPLES, SCRAPE_MILLIS),
                        large,
                        SystemClock.INSTANCE);
    }

    @Benchmark
    public QueryResult range() {
        return engine.range(query, 0, END_MILLIS, 60_000, QueryCall.PLAIN);
    }

    @Benchmark
    public QueryResult instant() {
        return engine.instant(query, END_MILLIS, QueryCall.PLAIN);
    }

    /** From text to tree and back; each text is new, as known ones are not read again. */
    @Benchmark
    public String parse() {
        return engine.format(query + " # " + ++texts);
    }

    @TearDown
    public void close() {
        engine.close();
    }
}
