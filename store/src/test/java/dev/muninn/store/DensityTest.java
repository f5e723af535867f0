package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.SampleSink.Session;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** A day of a mix of usual series, once a minute, takes no more room than is promised. */
final class DensityTest {

    private static final long START = 1_700_006_400_000L;
    private static final int SERIES = 400;
    private static final int MINUTES = 1440;

    /** Sizes depend on the data only, so they can be asserted. */
    @Test
    void takesLessThanElevenTenthsOfAByteForASampleInAll() {
        SimulatedDisk disk = new SimulatedDisk();
        ManualClock clock = new ManualClock(START + MINUTES * 60_000L);
        StoreOptions options = StoreOptions.defaults().withOutOfOrderWindow(Duration.ofDays(2));
        try (Store store = Store.open(disk, options, clock)) {
            write(store);
            store.flush();
            store.compact();
            long bytes = disk.files().stream().mapToLong(file -> disk.length(file)).sum();
            assertThat((double) bytes / (SERIES * MINUTES)).isBetween(0.8, 1.1);
        }
    }

    /** Now and then something is held up, which must not widen what stands around it. */
    @Test
    void mergedDurationsTakeAnEighthLessThanFlushedOnes() {
        SimulatedDisk disk = new SimulatedDisk();
        ManualClock clock = new ManualClock(START + 1440 * 15_000L);
        StoreOptions options = StoreOptions.defaults().withOutOfOrderWindow(Duration.ofDays(2));
        try (Store store = Store.open(disk, options, clock)) {
            SplittableRandom random = new SplittableRandom(42);
            Session session = store.session("s");
            for (int i = 0; i < 1440; i++) {
                WriteBatch batch = new WriteBatch();
                for (int part = 0; part < 40; part++) {
                    double held = random.nextInt(20) == 0 ? 1e7 * random.nextDouble() : 0;
                    double nanos = 50_000 * Math.exp(0.3 * random.nextGaussian()) + held;
                    batch.addSeries(Labels.of("__name__", "seconds", "part", "p" + part));
                    batch.addSample(START + i * 15_000L, Math.floor(nanos) / 1e9);
                }
                session.write(batch, Durability.ASYNC);
            }
            store.flush();
            long flushed = blockBytes(disk);
            store.compact();
            assertThat(blockBytes(disk)).isLessThan(flushed * 7 / 8);
        }
    }

    @Test
    void indexOfASmallHostTakesLittleMoreThanTheNamesPacked() {
        SimulatedDisk disk = new SimulatedDisk();
        ManualClock clock = new ManualClock(START);
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
            WriteBatch batch = new WriteBatch();
            for (int i = 0; i < 500; i++) {
                batch.addSeries(labels(i));
                batch.addSample(START, i);
            }
            store.session("s").write(batch, Durability.SYNC);
            store.flush();
            assertThat(blockBytes(disk)).isLessThan(500 * 24);
        }
    }

    private static long blockBytes(SimulatedDisk disk) {
        return disk.files().stream()
                .filter(file -> file.endsWith(".block"))
                .mapToLong(file -> disk.length(file))
                .sum();
    }

    private static void write(Store store) {
        SplittableRandom random = new SplittableRandom(42);
        List<DoubleUnaryOperator> steps = new ArrayList<>();
        double[] values = new double[SERIES];
        for (int i = 0; i < SERIES; i++) {
            double rate = Math.exp(random.nextDouble() * 6);
            steps.add(step(i % 100, rate, random));
            values[i] = start(i % 100, random);
        }
        Session session = store.session("s");
        WriteBatch batch = new WriteBatch();
        for (int minute = 0; minute < MINUTES; minute++) {
            batch.clear();
            for (int i = 0; i < SERIES; i++) {
                batch.addSeries(labels(i));
                batch.addSample(START + minute * 60_000L, values[i]);
                values[i] = steps.get(i).applyAsDouble(values[i]);
            }
            session.write(batch, Durability.ASYNC);
        }
    }

    /** Ten labels, as a pod's series have. */
    private static Labels labels(int i) {
        int instance = i / 100;
        return Labels.of(
                "__name__", "metric_" + i % 100 / 5,
                "job", "application-" + instance % 20,
                "instance", "host-" + instance + ".example.org:9100",
                "cluster", "production-" + instance % 4,
                "region", "north-" + instance % 3,
                "namespace", "namespace-" + instance % 50,
                "pod", "application-" + instance + "-7c9d8f6b5-" + instance,
                "container", "main",
                "path", "/api/v1/thing-" + i % 5,
                "env", "production");
    }

    private static double start(int share, SplittableRandom random) {
        return share < 20
                ? 1
                : share < 60
                        ? random.nextInt(1_000_000)
                        : share < 68
                                ? random.nextInt(1_000_000) / 100.0
                                : share < 74
                                        ? random.nextDouble() * 10_000
                                        : share < 88 ? 4096.0 * random.nextInt(1_000_000) : 50;
    }

    /**
     * How a value goes on: 20 % constant, 25 % counters, 15 % sparse buckets, 8 % CPU seconds, 6 %
     * sums of full precision, 14 % pages of memory, 7 % percentages, 3 % queues, 2 % gauges of full
     * precision.
     */
    private static DoubleUnaryOperator step(int share, double rate, SplittableRandom random) {
        if (share < 20) {
            return v -> v;
        } else if (share < 45) {
            return v -> v + Math.floor(rate * (0.5 + random.nextDouble()));
        } else if (share < 60) {
            return v -> random.nextInt(10) == 0 ? v + random.nextInt(5) : v;
        } else if (share < 68) {
            return v -> Math.round((v + random.nextInt(1500) / 100.0) * 100) / 100.0;
        } else if (share < 74) {
            return v -> v + random.nextDouble() * rate;
        } else if (share < 88) {
            return v -> Math.max(0, v + 4096.0 * (random.nextInt(2001) - 1000));
        } else if (share < 95) {
            return v ->
                    Math.round(Math.clamp(v + random.nextDouble() * 4 - 2, 0.0, 100.0) * 10) / 10.0;
        } else if (share < 98) {
            return v -> Math.max(0, v + random.nextInt(5) - 2);
        }
        return v -> v + random.nextDouble() - 0.5;
    }
}
