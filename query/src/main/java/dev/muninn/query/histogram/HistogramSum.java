package dev.muninn.query.histogram;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The running sum of native histograms, at the resolution of the coarsest of them; confined to one
 * thread.
 */
public final class HistogramSum {

    /*
     * All counts carry a compensation (see BucketCounts). Before two histograms are added they are
     * brought to the same shape: the coarser schema, the wider zero bucket (widened further where
     * it would cut a filled bucket), or for custom bounds the bounds that both have.
     */

    private ResetHint hint;
    private int schema;
    private double zeroThreshold;
    private double[] bounds;
    private final CompensatedSum zeroCount = new CompensatedSum();
    private final CompensatedSum count = new CompensatedSum();
    private final CompensatedSum sum = new CompensatedSum();
    private final BucketCounts positive;
    private final BucketCounts negative;
    private boolean hasReset;
    private boolean hasNoReset;
    private boolean hasReconciledBounds;

    /** A sum that has its first addend. */
    public HistogramSum(NativeHistogram first) {
        hint = first.resetHint();
        schema = first.schema();
        zeroThreshold = first.zeroThreshold();
        bounds = first.customBounds();
        positive = BucketCounts.of(first.positiveSpans(), first.positiveBuckets());
        negative = BucketCounts.of(first.negativeSpans(), first.negativeBuckets());
        zeroCount.add(first.zeroCount());
        count.add(first.count());
        sum.add(first.sum());
        note(hint);
    }

    /** Whether it can be added: both have custom bounds, or both have not. */
    public boolean isCompatible(NativeHistogram other) {
        return other.hasCustomBounds() == (schema == NativeHistogram.CUSTOM_SCHEMA);
    }

    /**
     * Adds a compatible histogram.
     *
     * @throws IllegalArgumentException if it is not
     */
    public void add(NativeHistogram other) {
        addTimes(other, 1);
    }

    /** Takes a compatible histogram off. */
    public void subtract(NativeHistogram other) {
        addTimes(other, -1);
    }

    private void addTimes(NativeHistogram other, double factor) {
        if (!isCompatible(other)) {
            throw new IllegalArgumentException(
                    "histograms of schemas " + schema + " and " + other.schema());
        }
        note(other.resetHint());
        hint = combined(hint, other.resetHint());
        if (hasSameShape(other)) {
            zeroCount.add(other.zeroCount() * factor);
            positive.add(other.positiveSpans(), other.positiveBuckets(), factor);
            negative.add(other.negativeSpans(), other.negativeBuckets(), factor);
        } else {
            HistogramSum adapted = new HistogramSum(other);
            reconcile(this, adapted);
            zeroCount.add(adapted.zeroCount.value() * factor);
            positive.add(adapted.positive, factor);
            negative.add(adapted.negative, factor);
        }
        count.add(other.count() * factor);
        sum.add(other.sum() * factor);
    }

    private boolean hasSameShape(NativeHistogram other) {
        return schema == other.schema()
                && zeroThreshold == other.zeroThreshold()
                && Arrays.equals(bounds, other.customBounds());
    }

    private static void reconcile(HistogramSum a, HistogramSum b) {
        if (a.schema == NativeHistogram.CUSTOM_SCHEMA) {
            if (!Arrays.equals(a.bounds, b.bounds)) {
                double[] common = CustomBounds.common(a.bounds, b.bounds);
                a.reduceBounds(common);
                b.reduceBounds(common);
                a.hasReconciledBounds = true;
            }
            return;
        }
        // Each may have to follow the other several times, as a widened zero bucket can end up
        // in a filled bucket of the other one.
        while (a.zeroThreshold < b.zeroThreshold || b.zeroThreshold < a.zeroThreshold) {
            if (a.zeroThreshold < b.zeroThreshold) {
                a.widenZero(b.zeroThreshold);
            } else {
                b.widenZero(a.zeroThreshold);
            }
        }
        int coarser = Math.min(a.schema, b.schema);
        a.reduceSchema(coarser);
        b.reduceSchema(coarser);
    }

    void reduceBounds(double[] fewer) {
        double[] old = bounds;
        positive.regroup(bucket -> CustomBounds.bucketAmong(fewer, old, bucket));
        bounds = fewer;
    }

    void reduceSchema(int lower) {
        if (lower == schema) {
            return;
        }
        int from = schema;
        positive.regroup(bucket -> BucketBounds.reduced(bucket, from, lower));
        negative.regroup(bucket -> BucketBounds.reduced(bucket, from, lower));
        schema = lower;
    }

    /**
     * Merges the buckets below {@code threshold} into the zero bucket, and the one it falls into if
     * that is filled.
     */
    void widenZero(double threshold) {
        double wanted = threshold;
        int positives;
        int negatives;
        while (true) {
            positives = bucketsBelow(positive, wanted);
            double reached = reach(positive, positives, wanted);
            negatives = bucketsBelow(negative, reached);
            double both = reach(negative, negatives, reached);
            if (both == wanted) {
                break;
            }
            wanted = both;
        }
        moveToZero(positive, positives);
        moveToZero(negative, negatives);
        zeroThreshold = wanted;
    }

    private int bucketsBelow(BucketCounts side, double threshold) {
        int n = 0;
        while (n < side.size() && BucketBounds.lower(side.index(n), schema) < threshold) {
            n++;
        }
        return n;
    }

    /** The threshold, or the upper bound of the last of {@code n} buckets if that is filled. */
    private double reach(BucketCounts side, int n, double threshold) {
        if (n == 0 || side.count(n - 1) == 0) {
            return threshold;
        }
        return Math.max(threshold, BucketBounds.upper(side.index(n - 1), schema));
    }

    private void moveToZero(BucketCounts side, int n) {
        for (int i = 0; i < n; i++) {
            zeroCount.add(side.count(i));
        }
        side.dropFirst(n);
    }

    private void note(ResetHint other) {
        hasReset |= other == ResetHint.RESET;
        hasNoReset |= other == ResetHint.NO_RESET;
    }

    /** What is known of a sum: gauges make gauges, and what is not the same is unknown. */
    static ResetHint combined(ResetHint a, ResetHint b) {
        if (a == b) {
            return a;
        }
        return a == ResetHint.GAUGE || b == ResetHint.GAUGE ? ResetHint.GAUGE : ResetHint.UNKNOWN;
    }

    /** Whether some addends say that a counter was reset and others that none was. */
    public boolean hasResetConflict() {
        return hasReset && hasNoReset;
    }

    /** Whether addends had different custom bounds. */
    public boolean hasReconciledBounds() {
        return hasReconciledBounds;
    }

    /** Whether a count or the sum has grown beyond the largest double. */
    public boolean hasOverflow() {
        return Double.isInfinite(count.value())
                || Double.isInfinite(sum.value())
                || Double.isInfinite(zeroCount.value())
                || positive.hasOverflow()
                || negative.hasOverflow();
    }

    /** Multiplies all counts and the sum; not what is added later. */
    public void scale(double factor) {
        zeroCount.scale(factor);
        count.scale(factor);
        sum.scale(factor);
        positive.scale(factor);
        negative.scale(factor);
        if (factor < 0) {
            hint = ResetHint.GAUGE;
        }
    }

    /** Divides all counts and the sum; more exact than to scale by the inverse. */
    void divide(double divisor) {
        zeroCount.divide(divisor);
        count.divide(divisor);
        sum.divide(divisor);
        positive.divide(divisor);
        negative.divide(divisor);
    }

    BucketCounts positive() {
        return positive;
    }

    BucketCounts negative() {
        return negative;
    }

    double zeroCount() {
        return zeroCount.value();
    }

    double zeroThreshold() {
        return zeroThreshold;
    }

    int schema() {
        return schema;
    }

    double[] bounds() {
        return bounds;
    }

    /** The sum so far, without empty buckets. */
    public NativeHistogram result() {
        return result(null);
    }

    /** The sum so far, without empty buckets, with another hint unless that is null. */
    public NativeHistogram result(@Nullable ResetHint otherHint) {
        return new NativeHistogram(
                otherHint == null ? hint : otherHint,
                schema,
                zeroThreshold,
                zeroCount.value(),
                count.value(),
                sum.value(),
                positive.spans(),
                positive.buckets(),
                negative.spans(),
                negative.buckets(),
                bounds);
    }
}
