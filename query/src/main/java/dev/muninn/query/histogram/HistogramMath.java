package dev.muninn.query.histogram;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import java.util.Arrays;

/** Arithmetic on native histograms. Results have no empty buckets. */
public final class HistogramMath {

    private HistogramMath() {}

    /** Whether the two can be added or compared: both have custom bounds, or both have not. */
    public static boolean isCompatible(NativeHistogram a, NativeHistogram b) {
        return a.hasCustomBounds() == b.hasCustomBounds();
    }

    /**
     * The sum of two compatible histograms, at the coarser resolution.
     *
     * @throws IllegalArgumentException if they are not compatible
     */
    public static NativeHistogram add(NativeHistogram a, NativeHistogram b) {
        HistogramSum sum = new HistogramSum(a);
        sum.add(b);
        return sum.result();
    }

    /**
     * The difference of two compatible histograms, which is a gauge.
     *
     * @throws IllegalArgumentException if they are not compatible
     */
    public static NativeHistogram subtract(NativeHistogram a, NativeHistogram b) {
        HistogramSum sum = new HistogramSum(a);
        sum.subtract(b);
        return sum.result(ResetHint.GAUGE);
    }

    /** All counts and the sum times a factor; a negative one makes a gauge. */
    public static NativeHistogram multiply(NativeHistogram h, double factor) {
        HistogramSum sum = new HistogramSum(h);
        sum.scale(factor);
        return sum.result();
    }

    /** All counts and the sum divided; a division by zero leaves no buckets. */
    public static NativeHistogram divide(NativeHistogram h, double divisor) {
        boolean keepsBuckets = divisor != 0;
        NativeHistogram compact = compact(h);
        return new NativeHistogram(
                divisor < 0 ? ResetHint.GAUGE : h.resetHint(),
                h.schema(),
                h.zeroThreshold(),
                h.zeroCount() / divisor,
                h.count() / divisor,
                h.sum() / divisor,
                keepsBuckets ? compact.positiveSpans() : new int[0],
                keepsBuckets ? divided(compact.positiveBuckets(), divisor) : new double[0],
                keepsBuckets ? compact.negativeSpans() : new int[0],
                keepsBuckets ? divided(compact.negativeBuckets(), divisor) : new double[0],
                h.customBounds());
    }

    private static double[] divided(double[] counts, double divisor) {
        double[] result = counts.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] /= divisor;
        }
        return result;
    }

    /** The same without empty buckets. */
    public static NativeHistogram compact(NativeHistogram h) {
        return new HistogramSum(h).result();
    }

    /** The same at a lower resolution. */
    public static NativeHistogram reduceResolution(NativeHistogram h, int schema) {
        if (h.hasCustomBounds() || schema > h.schema() || schema < BucketBounds.MIN_SCHEMA) {
            throw new IllegalArgumentException("schema " + h.schema() + " to " + schema);
        }
        HistogramSum sum = new HistogramSum(h);
        sum.reduceSchema(schema);
        return sum.result();
    }

    public static NativeHistogram withHint(NativeHistogram h, ResetHint hint) {
        return h.resetHint() == hint
                ? h
                : new NativeHistogram(
                        hint,
                        h.schema(),
                        h.zeroThreshold(),
                        h.zeroCount(),
                        h.count(),
                        h.sum(),
                        h.positiveSpans(),
                        h.positiveBuckets(),
                        h.negativeSpans(),
                        h.negativeBuckets(),
                        h.customBounds());
    }

    /** Whether all but the hint and empty buckets is equal; NaN equals itself. */
    public static boolean isEqual(NativeHistogram a, NativeHistogram b) {
        return a.hasSameCounts(b) || compact(a).hasSameCounts(compact(b));
    }

    /** Whether the counter was reset between {@code previous} and {@code current}. */
    public static boolean isReset(NativeHistogram previous, NativeHistogram current) {
        if (current.resetHint() == ResetHint.RESET) {
            return true;
        }
        return current.resetHint() != ResetHint.NO_RESET && hasShrunk(previous, current);
    }

    /** Whether some count fell, or the shape changed other than by losing resolution. */
    public static boolean hasShrunk(NativeHistogram previous, NativeHistogram current) {
        if (current.count() < previous.count() || !isCompatible(previous, current)) {
            return true;
        }
        HistogramSum before = new HistogramSum(previous);
        HistogramSum now = new HistogramSum(current);
        if (current.hasCustomBounds()) {
            double[] common = CustomBounds.common(previous.customBounds(), current.customBounds());
            if (!Arrays.equals(previous.customBounds(), current.customBounds())) {
                before.reduceBounds(common);
                now.reduceBounds(common);
            }
            return hasShrunk(before.positive(), now.positive());
        }
        if (current.schema() > previous.schema()
                || current.zeroThreshold() < previous.zeroThreshold()) {
            return true;
        }
        if (current.zeroThreshold() > previous.zeroThreshold()) {
            before.widenZero(current.zeroThreshold());
            if (before.zeroThreshold() != current.zeroThreshold()) {
                return true;
            }
        }
        if (current.schema() < previous.schema()) {
            before.reduceSchema(current.schema());
        }
        return current.zeroCount() < before.zeroCount()
                || hasShrunk(before.positive(), now.positive())
                || hasShrunk(before.negative(), now.negative());
    }

    private static boolean hasShrunk(BucketCounts before, BucketCounts now) {
        int at = 0;
        for (int i = 0; i < before.size(); i++) {
            while (at < now.size() && now.index(at) < before.index(i)) {
                at++;
            }
            boolean isThere = at < now.size() && now.index(at) == before.index(i);
            if (before.count(i) > (isThere ? now.count(at) : 0)) {
                return true;
            }
        }
        return false;
    }
}
