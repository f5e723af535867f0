package dev.muninn.bench.load;

import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import java.util.SplittableRandom;

/**
 * Series of hosts and applications with the values such series have: the same for the same seed.
 *
 * <p>Ten labels each. Of 100 series 20 are constant, 25 integer counters, 15 sparse buckets, 8 CPU
 * seconds with two decimals, 6 sums at full precision, 14 memory gauges in pages, 7 percentages, 3
 * queue depths, 2 gauges at full precision.
 */
public final class Workload {

    private enum Shape {
        CONSTANT("build_info", 20),
        COUNTER("http_requests_total", 25),
        BUCKET("http_request_duration_seconds_bucket", 15),
        CPU_SECONDS("cpu_seconds_total", 8),
        SUM("http_request_duration_seconds_sum", 6),
        MEMORY("memory_bytes", 14),
        PERCENTAGE("utilisation_percent", 7),
        QUEUE("queue_depth", 3),
        GAUGE("temperature_celsius", 2);

        private final String metric;
        private final int share;

        Shape(String metric, int share) {
            this.metric = metric;
            this.share = share;
        }
    }

    /** Series per instance; as many as a small application exposes. */
    private static final int SERIES_PER_INSTANCE = 200;

    private static final double PAGE_BYTES = 4096;

    /** Where the buckets stand among 100 series: behind the constants and the counters. */
    private static final int FIRST_BUCKET = 45;

    private static final String[] BOUNDS = {
        "0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1.0", "2.5",
        "5.0", "7.5", "10.0", "+Inf"
    };

    private final Shape[] shapes;
    private final double[] state;
    private final double[] rate;
    private final SplittableRandom random;
    private final String run;

    public Workload(int series, long seed, String run) {
        this.run = run;
        random = new SplittableRandom(seed);
        shapes = new Shape[series];
        state = new double[series];
        rate = new double[series];
        for (int i = 0; i < series; i++) {
            Shape shape = shapeOf(i % 100);
            shapes[i] = shape;
            rate[i] = Math.exp(random.nextDouble() * 6);
            state[i] =
                    switch (shape) {
                        case CONSTANT -> 1;
                        case COUNTER, BUCKET -> random.nextInt(1_000_000);
                        case CPU_SECONDS, SUM -> random.nextDouble() * 10_000;
                        case MEMORY -> PAGE_BYTES * random.nextInt(1_000_000);
                        case PERCENTAGE -> random.nextDouble() * 100;
                        case QUEUE -> random.nextInt(20);
                        case GAUGE -> 20 + random.nextDouble() * 40;
                    };
        }
    }

    private static Shape shapeOf(int percent) {
        int left = percent;
        for (Shape shape : Shape.values()) {
            left -= shape.share;
            if (left < 0) {
                return shape;
            }
        }
        throw new AssertionError("shares add up to less than 100");
    }

    public int series() {
        return shapes.length;
    }

    /** The encoded labels of a series; all have {@code run} as the value of label {@code run}. */
    public byte[] labels(int series) {
        int instance = series / SERIES_PER_INSTANCE;
        // The 15 buckets of a histogram differ in their bound only.
        boolean isBucket = shapes[series] == Shape.BUCKET;
        int slot = series % SERIES_PER_INSTANCE / (isBucket ? 100 : 1);
        String bound = isBucket ? BOUNDS[series % 100 - FIRST_BUCKET] : "none";
        return LabelBytes.encode(
                Labels.of(
                        Labels.METRIC_NAME,
                        shapes[series].metric,
                        "run",
                        run,
                        "job",
                        "application-" + instance % 20,
                        "instance",
                        "host-" + instance + ".example.org:9100",
                        "cluster",
                        "production-" + instance % 4,
                        "region",
                        "north-" + instance % 3,
                        "namespace",
                        "namespace-" + instance % 50,
                        "pod",
                        "application-" + instance % 20 + "-7c9d8f6b5-" + instance,
                        isBucket ? "le" : "container",
                        bound,
                        "slot",
                        "slot-" + slot));
    }

    /** The next value of a series. */
    public double next(int series) {
        double value = state[series];
        state[series] =
                switch (shapes[series]) {
                    case CONSTANT -> value;
                    case COUNTER -> value + Math.floor(rate[series] * (0.5 + random.nextDouble()));
                    case BUCKET -> random.nextInt(10) == 0 ? value + random.nextInt(5) : value;
                    case CPU_SECONDS -> value + Math.round(random.nextDouble() * 1500) / 100.0;
                    case SUM -> value + random.nextDouble() * rate[series];
                    case MEMORY -> Math.max(0, value + PAGE_BYTES * (random.nextInt(2001) - 1000));
                    case PERCENTAGE ->
                            Math.clamp(value + (random.nextDouble() - 0.5) * 4, 0.0, 100.0);
                    case QUEUE -> Math.max(0, value + random.nextInt(5) - 2);
                    case GAUGE -> value + (random.nextDouble() - 0.5);
                };
        return switch (shapes[series]) {
            case CPU_SECONDS -> Math.round(value * 100) / 100.0;
            case PERCENTAGE -> Math.round(value * 10) / 10.0;
            case CONSTANT, COUNTER, BUCKET, SUM, MEMORY, QUEUE, GAUGE -> value;
        };
    }
}
