package dev.muninn.systemtest.agreement;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.model.Staleness;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An hour of samples of all kinds: gauges, counters that start again, both kinds of histograms,
 * floats and histograms in turn, numbers that are none, gaps, and samples that come late.
 */
final class QueryData {

    /** A leap day, so that dates are worth asking for. */
    static final long LEAP_DAY = 1_709_200_800;

    static final int STEPS = 240;
    static final long STEP_MILLIS = 15_000;

    /** What selectors ask for; some twice, so that they are asked for more often. */
    static final String[] NAMES = {
        "g",
        "g",
        "g2",
        "c_total",
        "c_total",
        "cl_bucket",
        "cl_count",
        "h_exp",
        "h_exp",
        "h_gauge",
        "h_custom",
        "mix",
        "odd",
        "gaps",
        "late",
        "nosuch",
        "build_info"
    };

    static final String[] HISTOGRAMS = {
        "h_exp",
        "h_gauge",
        "h_custom",
        "mix",
        "cl_bucket",
        "h_nan",
        "h_schemas",
        "h_far",
        "h_negative",
        "h_types",
        "h_float",
        "h_told",
        "h_below_zero",
        "h_unbounded",
        "torn_bucket",
        "negative_bucket",
        "h_infinite",
        "h_empty"
    };

    private static final double[] CUSTOM_BOUNDS = {0.5, 1, 2.5, 10};
    private static final double[] NO_BOUNDS = {};
    private static final int[] NO_SPANS = {};

    /** A float, a histogram, or neither where there is no sample. */
    record Sample(@Nullable Double number, @Nullable NativeHistogram histogram) {
        static final Sample NONE = new Sample(null, null);

        static Sample of(double number) {
            return new Sample(number, null);
        }

        static Sample of(NativeHistogram histogram) {
            return new Sample(null, histogram);
        }
    }

    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<Labels, Sample[]> series = new TreeMap<>();
    private final long startMillis;

    QueryData(long startSeconds) {
        startMillis = startSeconds * 1000;
        for (int i = 0; i < 6; i++) {
            String job = i % 2 == 0 ? "a" : "b";
            Labels target = Labels.of("job", job, "inst", Integer.toString(i / 2));
            put("g", target, gauge(4));
            put("c_total", target, counter(5));
            put("h_exp", target, exponential(i == 3));
            put("h_custom", target, custom());
            if (i < 4) {
                put("g2", target.with("a.b", "x y"), gauge(2));
                put("mix", target, mixed());
                put("odd", target, odd());
                put("h_gauge", target, gaugeHistogram());
                put("build_info", target.with("version", "1").with("data", "d" + i), constant());
            }
            if (i < 2) {
                put("gaps", target, gaps());
                put("late", target, gauge(3));
                put("my.metric", target.with("a.b", "x y"), gauge(2));
                put("h_nan", target, notNumbers());
                put("target_info", target.with("data", "t" + i), constant());
                putClassic(target);
            }
        }
        new OddSeries(series).addAll();
    }

    /** Bodies of remote write, to be sent one after the other. */
    List<byte[]> bodies() {
        List<byte[]> bodies = new ArrayList<>();
        for (int from = 0; from < STEPS; from += 20) {
            bodies.add(body(from, false));
            if (from % 80 == 60) {
                for (int late = from - 60; late <= from; late += 20) {
                    bodies.add(body(late, true));
                }
            }
        }
        return bodies;
    }

    private byte[] body(int from, boolean isLate) {
        RemoteWriteEncoder encoder = new RemoteWriteEncoder();
        series.forEach(
                (labels, samples) -> {
                    boolean mayBeLate = labels.metricName().equals("late");
                    if (isLate && !mayBeLate) {
                        return;
                    }
                    encoder.series(labels);
                    // Not all of a target's series are of the same moment.
                    long shift =
                            labels.hashCode() % 3 == 0 ? 0 : Math.floorMod(labels.hashCode(), 5000);
                    for (int i = from; i < from + 20; i++) {
                        if (!mayBeLate || isLate == (i % 7 < 3)) {
                            add(encoder, time(i) + shift, samples[i]);
                        }
                    }
                });
        return encoder.encode();
    }

    private static void add(RemoteWriteEncoder encoder, long millis, Sample sample) {
        if (sample.number != null) {
            encoder.sample(millis, sample.number);
        } else if (sample.histogram != null) {
            NativeHistogram histogram = sample.histogram;
            boolean isWhole = histogram.count() == Math.rint(histogram.count());
            if (histogram.resetHint() == ResetHint.GAUGE || !isWhole) {
                encoder.floatHistogram(millis, histogram);
            } else {
                encoder.histogram(millis, histogram);
            }
        }
    }

    private long time(int step) {
        return startMillis + step * STEP_MILLIS;
    }

    private void put(String name, Labels labels, Sample[] samples) {
        series.put(labels.with(Labels.METRIC_NAME, name), samples);
    }

    private static Sample[] constant() {
        Sample[] samples = new Sample[STEPS];
        Arrays.fill(samples, Sample.of(1));
        return samples;
    }

    private Sample[] gauge(double width) {
        Sample[] samples = new Sample[STEPS];
        double value = random.nextInt(10);
        for (int i = 0; i < STEPS; i++) {
            samples[i] = Sample.of(value);
            value += random.nextInt(-8, 9) / 8.0 * width;
        }
        return samples;
    }

    private Sample[] counter(int most) {
        Sample[] samples = new Sample[STEPS];
        double value = 0;
        for (int i = 0; i < STEPS; i++) {
            value = random.nextInt(40) == 0 ? 0 : value + random.nextInt(most);
            samples[i] = random.nextInt(30) == 0 ? Sample.NONE : Sample.of(value);
        }
        return samples;
    }

    private Sample[] odd() {
        double[] from = {Double.NaN, 1, -1, 0, -0.0, 1e300, -1e300, 2, 2, 3};
        Sample[] samples = new Sample[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double value = from[random.nextInt(from.length)];
            if (random.nextInt(12) == 0) {
                value = random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            }
            samples[i] = Sample.of(value);
        }
        return samples;
    }

    /** Now and then a marker that says the series ended, and then nothing for a while. */
    private Sample[] gaps() {
        Sample[] samples = gauge(1);
        for (int i = 0; i < STEPS; i++) {
            if (i % 37 >= 30) {
                samples[i] = i % 37 == 30 ? Sample.of(Staleness.MARKER) : Sample.NONE;
            } else if (random.nextInt(3) == 0) {
                samples[i] = Sample.NONE;
            }
        }
        return samples;
    }

    private void putClassic(Labels target) {
        double[] total = new double[STEPS];
        for (String le : List.of("0.1", "0.5", "2.0", "10.0", "+Inf")) {
            Sample[] part = counter(4);
            Sample[] samples = new Sample[STEPS];
            double before = 0;
            for (int i = 0; i < STEPS; i++) {
                Double number = part[i].number;
                before = number == null ? before : number;
                total[i] += before;
                samples[i] = Sample.of(total[i]);
            }
            put("cl_bucket", target.with("le", le), samples);
        }
        put("cl_count", target, Arrays.stream(total).mapToObj(Sample::of).toArray(Sample[]::new));
    }

    /** A counter of observations that starts again, and may become coarser on the way. */
    private Sample[] exponential(boolean changesSchema) {
        Sample[] samples = new Sample[STEPS];
        double[] positive = filled(6, 900);
        double[] negative = filled(2, 900);
        double zero = 300;
        double sum = 400;
        for (int i = 0; i < STEPS; i++) {
            if (random.nextInt(60) == 0) {
                double most = random.nextInt(400, 600);
                positive = filled(6, most);
                negative = filled(2, most);
                zero = 200;
                sum = 0;
            }
            zero += random.nextInt(2);
            positive[random.nextInt(6)] += random.nextInt(5);
            negative[random.nextInt(2)] += random.nextInt(2);
            sum += random.nextInt(20) / 4.0;
            int schema = changesSchema && i > STEPS / 2 ? 0 : 1;
            double width = changesSchema && i % 80 > 60 ? 0.25 : 0.001;
            samples[i] =
                    random.nextInt(25) == 0
                            ? Sample.NONE
                            : Sample.of(
                                    histogram(
                                            ResetHint.UNKNOWN,
                                            schema,
                                            width,
                                            zero,
                                            sum,
                                            positive,
                                            negative));
        }
        samples[100] = Sample.of(NativeHistogram.stale());
        return samples;
    }

    /**
     * Counts of many observations before: how rates of histograms are extrapolated towards zero is
     * not the same in all versions.
     */
    private static double[] filled(int buckets, double count) {
        double[] counts = new double[buckets];
        Arrays.fill(counts, count);
        return counts;
    }

    private Sample[] gaugeHistogram() {
        Sample[] samples = new Sample[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double[] positive = random.doubles(6, 900, 909).map(Math::floor).toArray();
            double[] negative = random.doubles(2, 900, 903).map(Math::floor).toArray();
            double sum = random.nextInt(-50, 50) / 4.0;
            samples[i] =
                    Sample.of(
                            histogram(
                                    ResetHint.GAUGE,
                                    1,
                                    0.001,
                                    random.nextInt(3) / 2.0,
                                    sum,
                                    positive,
                                    negative));
        }
        return samples;
    }

    /** Observations among which are some that are no numbers: counted, but in no bucket. */
    private Sample[] notNumbers() {
        Sample[] samples = exponential(false);
        for (int i = 0; i < STEPS; i++) {
            NativeHistogram h = samples[i].histogram;
            if (h != null && !h.isStale() && i > 120) {
                samples[i] =
                        Sample.of(
                                new NativeHistogram(
                                        h.resetHint(),
                                        h.schema(),
                                        h.zeroThreshold(),
                                        h.zeroCount(),
                                        h.count() + Math.floorDiv(i, 10),
                                        Double.NaN,
                                        h.positiveSpans(),
                                        h.positiveBuckets(),
                                        h.negativeSpans(),
                                        h.negativeBuckets(),
                                        h.customBounds()));
            }
        }
        return samples;
    }

    private static NativeHistogram histogram(
            ResetHint hint,
            int schema,
            double zeroThreshold,
            double zeroCount,
            double sum,
            double[] positive,
            double[] negative) {
        double count = zeroCount + Arrays.stream(positive).sum() + Arrays.stream(negative).sum();
        return new NativeHistogram(
                hint,
                schema,
                zeroThreshold,
                zeroCount,
                count,
                sum,
                new int[] {-1, 3, 2, 3},
                positive.clone(),
                new int[] {0, 2},
                negative.clone(),
                NO_BOUNDS);
    }

    private Sample[] custom() {
        Sample[] samples = new Sample[STEPS];
        double[] buckets = filled(5, 900);
        double sum = 400;
        for (int i = 0; i < STEPS; i++) {
            if (random.nextInt(60) == 0) {
                buckets = filled(5, random.nextInt(400, 600));
                sum = 0;
            }
            buckets[random.nextInt(5)] += random.nextInt(5);
            sum += random.nextInt(20) / 4.0;
            samples[i] =
                    Sample.of(
                            new NativeHistogram(
                                    ResetHint.UNKNOWN,
                                    NativeHistogram.CUSTOM_SCHEMA,
                                    0,
                                    0,
                                    Arrays.stream(buckets).sum(),
                                    sum,
                                    new int[] {0, 5},
                                    buckets.clone(),
                                    NO_SPANS,
                                    NO_BOUNDS,
                                    CUSTOM_BOUNDS));
        }
        return samples;
    }

    /** Floats for a while, then histograms, then floats again. */
    private Sample[] mixed() {
        Sample[] floats = gauge(2);
        Sample[] histograms = exponential(false);
        for (int i = 0; i < STEPS; i++) {
            if (i / 13 % 3 == 1) {
                floats[i] = histograms[i];
            }
        }
        return floats;
    }
}
