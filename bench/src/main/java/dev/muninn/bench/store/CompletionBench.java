package dev.muninn.bench.store;

import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SystemClock;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.Store;
import dev.muninn.store.options.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** What people wait for while they type the value of a label that has a million. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CompletionBench {

    private static final int VALUES = 1_000_000;

    /** A beginning that many have, one that few have, a part of few, of one, and of none. */
    @Param({"checkout-", "payment-99999", "-99999", "7f3b1-123456", "zebra"})
    public String typed = "";

    private @Nullable Path directory;
    private @Nullable Store store;

    @Setup(Level.Trial)
    public void write() throws IOException {
        Path created = Files.createTempDirectory("muninn-bench");
        directory = created;
        Store opened = Store.open(created, StoreOptions.defaults(), SystemClock.INSTANCE);
        store = opened;
        String[] services = {"checkout", "payment", "search", "frontend"};
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < VALUES; i++) {
            String pod = services[i % services.length] + "-7f3b1-" + i;
            batch.addSeries(Labels.of("__name__", "up", "job", "pods", "pod", pod));
            batch.addSample(System.currentTimeMillis(), 1);
            if (batch.seriesCount() == 10_000) {
                opened.session("bench").write(batch, SampleSink.Durability.ASYNC);
                batch.clear();
            }
        }
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        opened().close();
        Path created = directory;
        if (created != null) {
            try (Stream<Path> files = Files.walk(created)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Store opened() {
        Store known = store;
        if (known == null) {
            throw new IllegalStateException("not set up");
        }
        return known;
    }

    @Benchmark
    public List<String> inMemory() {
        return opened().findLabelValues("pod", typed, TimeRange.ALL, 20).items();
    }
}
