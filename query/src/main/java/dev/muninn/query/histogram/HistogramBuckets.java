package dev.muninn.query.histogram;

import dev.muninn.model.NativeHistogram;
import java.util.ArrayList;
import java.util.List;

/** The buckets of a native histogram with their bounds. */
public final class HistogramBuckets {

    private HistogramBuckets() {}

    /** All buckets ascending by bounds, empty ones only where the histogram has them. */
    public static List<Bucket> of(NativeHistogram h) {
        // Negative or NaN only arithmetic can make it.
        return of(h, h.zeroCount() > 0);
    }

    /** As {@link #of}, also with a zero bucket that counts less than nothing. */
    static List<Bucket> shown(NativeHistogram h) {
        return of(h, h.zeroCount() != 0);
    }

    private static List<Bucket> of(NativeHistogram h, boolean isWithZero) {
        List<Bucket> buckets = new ArrayList<>();
        if (h.hasCustomBounds()) {
            addCustom(h, buckets);
            return buckets;
        }
        BucketCounts negative = BucketCounts.of(h.negativeSpans(), h.negativeBuckets());
        for (int i = negative.size() - 1; i >= 0; i--) {
            double near = outside(h, BucketBounds.lower(negative.index(i), h.schema()));
            double far = BucketBounds.upper(negative.index(i), h.schema());
            buckets.add(new Bucket(-far, -near, true, false, negative.count(i)));
        }
        if (isWithZero) {
            buckets.add(
                    new Bucket(-h.zeroThreshold(), h.zeroThreshold(), true, true, h.zeroCount()));
        }
        BucketCounts positive = BucketCounts.of(h.positiveSpans(), h.positiveBuckets());
        for (int i = 0; i < positive.size(); i++) {
            double lower = outside(h, BucketBounds.lower(positive.index(i), h.schema()));
            double upper = BucketBounds.upper(positive.index(i), h.schema());
            buckets.add(new Bucket(lower, upper, false, true, positive.count(i)));
        }
        return buckets;
    }

    /** What the zero bucket covers belongs to no other bucket. */
    private static double outside(NativeHistogram h, double bound) {
        return Math.max(bound, h.zeroThreshold());
    }

    private static void addCustom(NativeHistogram h, List<Bucket> to) {
        double[] bounds = h.customBounds();
        BucketCounts counts = BucketCounts.of(h.positiveSpans(), h.positiveBuckets());
        for (int i = 0; i < counts.size(); i++) {
            int index = counts.index(i);
            double lower = bound(bounds, index - 1);
            to.add(new Bucket(lower, bound(bounds, index), index <= 0, true, counts.count(i)));
        }
    }

    private static double bound(double[] bounds, int index) {
        if (index < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return index < bounds.length ? bounds[index] : Double.POSITIVE_INFINITY;
    }
}
