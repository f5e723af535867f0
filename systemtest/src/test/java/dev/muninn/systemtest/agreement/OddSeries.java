package dev.muninn.systemtest.agreement;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.model.Staleness;
import dev.muninn.systemtest.agreement.QueryData.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Series at the edges of what there is: short, huge, empty, broken, or of changing kinds. */
final class OddSeries {

    static final String[] NAMES = {
        "big",
        "big_fractions",
        "once",
        "twice",
        "early",
        "begun",
        "back",
        "same",
        "nans",
        "infinite_total",
        "tiny",
        "jumps_total",
        "sparse_total",
        "torn_bucket",
        "h_empty",
        "h_schemas",
        "h_far",
        "h_negative",
        "h_types",
        "h_sparse",
        "h_float",
        "h_told",
        "h_below_zero",
        "h_unbounded",
        "h_infinite",
        "cl_sum",
        "negative_bucket"
    };

    private static final int STEPS = QueryData.STEPS;
    private static final int[] NO_SPANS = {};
    private static final double[] NO_BUCKETS = {};

    private final SplittableRandom random = new SplittableRandom(12);
    private final Map<Labels, Sample[]> series;

    OddSeries(Map<Labels, Sample[]> series) {
        this.series = series;
    }

    void addAll() {
        for (int i = 0; i < 4; i++) {
            Labels target =
                    Labels.of("job", i % 2 == 0 ? "a" : "b", "inst", Integer.toString(i / 2));
            addNumbers(i, target);
            addShort(i, target);
            addHistograms(i, target);
            if (i < 2) {
                addBroken(target);
            }
        }
    }

    private void addNumbers(int i, Labels target) {
        put("big", target, at -> 1e15 + random.nextInt(5) + i);
        put("big_fractions", target, at -> 1e9 + random.nextInt(8) / 8.0);
        put("same", target.with("été", "ö"), at -> 0.1);
        put("tiny", target, at -> Double.MIN_VALUE * random.nextInt(20) - i * 1e-310);
        put("nans", target, at -> i == 0 || random.nextInt(3) == 0 ? Double.NaN : at % 7);
        put("infinite_total", target, at -> at > 100 + 20 * i ? 1 / 0.0 : at * 3);
        put("jumps_total", target, at -> random.nextInt(6) - (i == 3 ? 2 : 0));
        put("sparse_total", target, at -> at % (12 + i) == 0 ? (Double) (double) at : null);
    }

    private void addShort(int i, Labels target) {
        put("once", target, at -> at == 60 + 40 * i ? (Double) 7.0 : null);
        put("twice", target, at -> at == 80 || at == 81 + 3 * i ? (Double) (at / 4.0) : null);
        put("early", target, at -> at < 60 + i ? (Double) (double) at : null);
        put("begun", target, at -> at > 120 + i ? (Double) (at * 2.0) : null);
        put(
                "back",
                target,
                at ->
                        at == 70 + i
                                ? (Double) Staleness.MARKER
                                : at < 70 || at > 140 ? (Double) (double) (at % 9) : null);
    }

    private void addHistograms(int i, Labels target) {
        putHistograms("h_empty", target, at -> exponential(0, 0, 0, 0));
        putHistograms(
                "h_schemas",
                target,
                at -> exponential(Math.min(8, i * 4 - 4 + at / 100), 900, at, 3));
        putHistograms("h_far", target, at -> far(at, i));
        putHistograms("h_negative", target, at -> negative(at));
        putHistograms(
                "h_types",
                target,
                at -> at / 30 % 2 == 0 ? exponential(1, 900, at, 2) : custom(at, 0.5, 1, 5));
        putHistograms("h_sparse", target, at -> at % 9 == 0 ? exponential(1, 900, at, 1) : null);
        putHistograms("h_float", target, at -> exponential(1, 900.5, at % 70, 1));
        putHistograms("h_told", target, at -> told(at, i));
        putHistograms("h_unbounded", target, at -> custom(at));
        putHistograms("h_below_zero", target, at -> custom(at, -1, 0, 2.5));
        putHistograms("h_infinite", target, at -> withSum(exponential(0, 900, at, 2), i, at));
    }

    /** Buckets whose bounds no scraper would send. */
    private void addBroken(Labels target) {
        for (String le : List.of("1", "1.0", "2.5", "x", "5", "NaN", "-Inf")) {
            put("torn_bucket", target.with("le", le), at -> (at + le.length()) * 2 % 31);
        }
        put("torn_bucket", target, at -> at);
        for (String le : List.of("-5", "-1", "0", "1e-3", "0x1p4", "+Inf")) {
            put("negative_bucket", target.with("le", le), at -> at * (5.0 + le.length() % 3));
        }
        put("cl_sum", target, at -> at * 1.5);
    }

    private void put(String name, Labels target, IntFunction<@Nullable Number> valueAt) {
        Sample[] samples = new Sample[STEPS];
        for (int at = 0; at < STEPS; at++) {
            Number value = valueAt.apply(at);
            samples[at] = value == null ? Sample.NONE : Sample.of(value.doubleValue());
        }
        series.put(target.with(Labels.METRIC_NAME, name), samples);
    }

    private void putHistograms(
            String name, Labels target, IntFunction<@Nullable NativeHistogram> histogramAt) {
        Sample[] samples = new Sample[STEPS];
        for (int at = 0; at < STEPS; at++) {
            NativeHistogram histogram = histogramAt.apply(at);
            samples[at] = histogram == null ? Sample.NONE : Sample.of(histogram);
        }
        series.put(target.with(Labels.METRIC_NAME, name), samples);
    }

    private static NativeHistogram exponential(int schema, double base, int more, int each) {
        double[] positive = {base + more, base + each * more, base, base + more};
        double[] negative = {base, base + more};
        boolean isEmpty = base == 0;
        double count = isEmpty ? 0 : base + Arrays.stream(positive).sum() + sum(negative);
        return histogram(
                schema,
                isEmpty ? 0 : 1e-30,
                base,
                count,
                isEmpty ? 0 : more * 2.5,
                isEmpty ? NO_SPANS : new int[] {-2, 2, 1, 2},
                isEmpty ? NO_BUCKETS : positive,
                isEmpty ? NO_SPANS : new int[] {1, 2},
                isEmpty ? NO_BUCKETS : negative);
    }

    /** A counter whose sender says now and then, and not always rightly, whether it was reset. */
    private static NativeHistogram told(int at, int i) {
        boolean isReset = at % (20 + 3 * i) == 0;
        ResetHint ofReset = i % 2 == 0 ? ResetHint.RESET : ResetHint.NO_RESET;
        ResetHint otherwise = i < 2 ? ResetHint.NO_RESET : ResetHint.UNKNOWN;
        int part = at / 90;
        NativeHistogram counter = exponential(1, 900.5 + part, at % (20 + 3 * i), 2);
        return counter.withResetHint(isReset ? ofReset : otherwise);
    }

    private static NativeHistogram far(int at, int i) {
        double[] positive = {900 + at, 900 + 2 * at};
        int[][] spans = {{1023, 2}, {-1000, 2}, {0, 1, 500, 1}, {300, 2}};
        return histogram(
                0,
                i == 3 ? 1e-128 : 0,
                0,
                sum(positive),
                1e10 * at,
                spans[i],
                positive,
                NO_SPANS,
                NO_BUCKETS);
    }

    private static NativeHistogram negative(int at) {
        double[] negative = {900 + at, 901, 902 + 3 * at};
        return histogram(
                2,
                0.01,
                900,
                900 + sum(negative),
                -at,
                NO_SPANS,
                NO_BUCKETS,
                new int[] {-5, 1, 3, 2},
                negative);
    }

    private static NativeHistogram custom(int at, double... bounds) {
        double[] buckets = new double[bounds.length + 1];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = 900 + i * at;
        }
        return new NativeHistogram(
                ResetHint.UNKNOWN,
                NativeHistogram.CUSTOM_SCHEMA,
                0,
                0,
                sum(buckets),
                at * 3,
                new int[] {0, buckets.length},
                buckets,
                NO_SPANS,
                NO_BUCKETS,
                bounds);
    }

    private static NativeHistogram histogram(
            int schema,
            double zeroThreshold,
            double zeroCount,
            double count,
            double sum,
            int[] positiveSpans,
            double[] positive,
            int[] negativeSpans,
            double[] negative) {
        return new NativeHistogram(
                ResetHint.UNKNOWN,
                schema,
                zeroThreshold,
                zeroCount,
                count,
                sum,
                positiveSpans,
                positive,
                negativeSpans,
                negative,
                NO_BUCKETS);
    }

    private static double sum(double[] of) {
        return Arrays.stream(of).sum();
    }

    /** With sums that are not finite at times. */
    private static NativeHistogram withSum(NativeHistogram h, int i, int at) {
        double[] sums = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1e300};
        double sum = at % 50 > 30 ? sums[i] : h.sum();
        return new NativeHistogram(
                h.resetHint(),
                h.schema(),
                h.zeroThreshold(),
                h.zeroCount(),
                h.count(),
                sum,
                h.positiveSpans(),
                h.positiveBuckets(),
                h.negativeSpans(),
                h.negativeBuckets(),
                h.customBounds());
    }
}
