package dev.muninn.query.histogram;

import dev.muninn.model.NativeHistogram;
import java.util.List;

/** What a native histogram tells of the observations it has counted. */
public final class HistogramEstimate {

    /*
     * Within a bucket, observations are taken as spread evenly: over its width for custom bounds
     * and around zero, over the logarithm of its width else. Observations of NaN are in the count
     * but in no bucket; only the sum, then NaN itself, betrays them.
     */

    /** What observations of NaN did to an estimate. */
    public enum NanEffect {
        NONE,
        /** They are counted as the highest ones, so the estimate is too high. */
        SKEWED,
        /** The estimate is NaN because of them. */
        IS_NAN,
        /** They are outside of every range. */
        LEFT_OUT
    }

    /** An estimate with its flaw. */
    public record Estimate(double value, NanEffect nanEffect) {

        static Estimate of(double value) {
            return new Estimate(value, NanEffect.NONE);
        }
    }

    private HistogramEstimate() {}

    /** The value below which the fraction {@code q} of all observations lie. */
    public static Estimate quantile(NativeHistogram h, double q) {
        if (q < 0) {
            return Estimate.of(Double.NEGATIVE_INFINITY);
        }
        if (q > 1) {
            return Estimate.of(Double.POSITIVE_INFINITY);
        }
        if (h.count() == 0 || Double.isNaN(q)) {
            return Estimate.of(Double.NaN);
        }
        List<Bucket> buckets = HistogramBuckets.of(h);
        boolean hasNan = Double.isNaN(h.sum());
        // From the near end, where fewer rounding errors add up; NaN would spoil the far one.
        boolean isForward = hasNan || q < 0.5;
        double rank = isForward ? q * h.count() : (1 - q) * h.count();
        Bucket bucket = new Bucket(0, 0, false, false, 0);
        double count = 0;
        for (Bucket next : isForward ? buckets : buckets.reversed()) {
            if (next.count() != 0) {
                bucket = next;
                count += next.count();
                if (count >= rank) {
                    break;
                }
            }
        }
        if (h.hasCustomBounds() && bucket.upper() <= 0 && Double.isInfinite(bucket.lower())) {
            return Estimate.of(bucket.upper());
        }
        if (h.hasCustomBounds()
                && bucket.upper() == Double.POSITIVE_INFINITY
                && !Double.isInfinite(bucket.lower())) {
            return Estimate.of(bucket.lower());
        }
        bucket = clipped(h, bucket);
        count = Math.min(count, h.count());
        if (count < rank) {
            return hasNan
                    ? new Estimate(Double.NaN, NanEffect.IS_NAN)
                    : Estimate.of(bucket.upper());
        }
        double within = isForward ? rank - (count - bucket.count()) : count - rank;
        return new Estimate(
                valueAt(h, bucket, within / bucket.count()),
                hasNan && counted(buckets) < h.count() ? NanEffect.SKEWED : NanEffect.NONE);
    }

    /** How many observations lie in buckets; those of NaN do not. */
    private static double counted(List<Bucket> buckets) {
        return buckets.stream().mapToDouble(Bucket::count).sum();
    }

    /**
     * The bucket with the bounds that observations can have: around zero only on the side where
     * there are any, with custom bounds from zero up if the lower bound is missing.
     */
    static Bucket clipped(NativeHistogram h, Bucket bucket) {
        double lower = bucket.lower();
        double upper = bucket.upper();
        if (h.hasCustomBounds()) {
            lower = Double.isInfinite(lower) && upper > 0 ? 0 : lower;
        } else if (bucket.isAroundZero()) {
            return onlySide(h, bucket);
        }
        return within(bucket, lower, upper);
    }

    /**
     * As above, for fractions: a custom bucket that has zero in it or at an end is from zero on.
     */
    private static Bucket fromZero(NativeHistogram h, Bucket bucket) {
        return bucket.lower() <= 0 && bucket.upper() >= 0 ? onlySide(h, bucket) : bucket;
    }

    private static Bucket onlySide(NativeHistogram h, Bucket bucket) {
        boolean hasNegative = h.negativeBuckets().length > 0;
        boolean hasPositive = h.positiveBuckets().length > 0;
        return within(
                bucket,
                hasPositive && !hasNegative ? 0 : bucket.lower(),
                hasNegative && !hasPositive ? 0 : bucket.upper());
    }

    private static Bucket within(Bucket bucket, double lower, double upper) {
        return new Bucket(
                lower, upper, bucket.isLowerIncluded(), bucket.isUpperIncluded(), bucket.count());
    }

    private static boolean isLinear(NativeHistogram h, Bucket bucket) {
        return h.hasCustomBounds() || bucket.isAroundZero();
    }

    private static double valueAt(NativeHistogram h, Bucket bucket, double fraction) {
        if (isLinear(h, bucket)) {
            return bucket.lower() + (bucket.upper() - bucket.lower()) * fraction;
        }
        double logLower = log2(Math.abs(bucket.lower()));
        double logUpper = log2(Math.abs(bucket.upper()));
        return bucket.lower() > 0
                ? Math.pow(2, logLower + (logUpper - logLower) * fraction)
                : -Math.pow(2, logUpper + (logLower - logUpper) * (1 - fraction));
    }

    /** The part of the bucket's observations that lie below a value within it. */
    static double fractionBelow(NativeHistogram h, Bucket bucket, double value) {
        if (isLinear(h, bucket)) {
            return (value - bucket.lower()) / (bucket.upper() - bucket.lower());
        }
        double logLower = log2(Math.abs(bucket.lower()));
        double logUpper = log2(Math.abs(bucket.upper()));
        double logValue = log2(Math.abs(value));
        return value > 0
                ? (logValue - logLower) / (logUpper - logLower)
                : 1 - (logValue - logUpper) / (logLower - logUpper);
    }

    /** Exact for powers of two, which {@code Math.log(x) / Math.log(2)} is not. */
    static double log2(double value) {
        int exponent = Math.getExponent(value);
        if (exponent < Double.MIN_EXPONENT || exponent > Double.MAX_EXPONENT) {
            return Math.log(value) / Math.log(2);
        }
        return exponent + Math.log(Math.scalb(value, -exponent)) / Math.log(2);
    }

    /** The fraction of all observations from {@code lower} to {@code upper}. */
    public static Estimate fraction(NativeHistogram h, double lower, double upper) {
        if (h.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
            return Estimate.of(Double.NaN);
        }
        if (lower >= upper) {
            return Estimate.of(0);
        }
        List<Bucket> buckets = HistogramBuckets.of(h);
        double all = Double.isNaN(h.sum()) ? counted(buckets) : h.count();
        double from = Math.min(all, countBelow(h, buckets, lower, all));
        double to = Math.min(all, countBelow(h, buckets, upper, all));
        return new Estimate(
                (to - from) / h.count(), all < h.count() ? NanEffect.LEFT_OUT : NanEffect.NONE);
    }

    private static double countBelow(
            NativeHistogram h, List<Bucket> buckets, double value, double all) {
        double rank = 0;
        for (Bucket whole : buckets) {
            Bucket bucket = fromZero(h, whole);
            if (value <= bucket.lower()) {
                return rank;
            }
            if (value < bucket.upper()) {
                return rank + bucket.count() * fractionWithin(h, bucket, value);
            }
            rank += bucket.count();
        }
        return all;
    }

    private static double fractionWithin(NativeHistogram h, Bucket bucket, double value) {
        if (Double.isInfinite(bucket.lower())) {
            return 1;
        }
        return Double.isInfinite(bucket.upper()) ? 0 : fractionBelow(h, bucket, value);
    }

    /** The variance, as if each observation were in the middle of its bucket. */
    public static double variance(NativeHistogram h) {
        double mean = h.sum() / h.count();
        CompensatedSum variance = new CompensatedSum();
        for (Bucket bucket : HistogramBuckets.of(h)) {
            if (bucket.count() != 0) {
                double delta = middle(h, bucket) - mean;
                variance.add(bucket.count() * delta * delta);
            }
        }
        return variance.value() / h.count();
    }

    public static double standardDeviation(NativeHistogram h) {
        return Math.sqrt(variance(h));
    }

    /** The mean of what was observed; NaN if nothing was. */
    public static double average(NativeHistogram h) {
        return h.sum() / h.count();
    }

    private static double middle(NativeHistogram h, Bucket bucket) {
        if (h.hasCustomBounds()) {
            return (bucket.upper() + bucket.lower()) / 2;
        }
        if (bucket.isAroundZero()) {
            return 0;
        }
        double distance = Math.sqrt(bucket.upper() * bucket.lower());
        return bucket.upper() < 0 ? -distance : distance;
    }
}
