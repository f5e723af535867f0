package dev.muninn.query.histogram;

import dev.muninn.model.NativeHistogram;
import java.util.List;

/** Removes the observations above or below a value from a native histogram. */
public final class HistogramTrim {

    /*
     * The bucket that the value falls into keeps its share by interpolation; the sum is estimated
     * anew from the middles of what is left. A custom bucket that reaches to infinity has no
     * shares: it goes as a whole if it reaches to the side that is removed, else it stays.
     */

    private HistogramTrim() {}

    /** What is at most {@code limit}: {@code h </ limit}. */
    public static NativeHistogram atMost(NativeHistogram h, double limit) {
        return trim(h, Double.NEGATIVE_INFINITY, limit);
    }

    /** What is more than {@code limit}: {@code h >/ limit}. */
    public static NativeHistogram above(NativeHistogram h, double limit) {
        return trim(h, limit, Double.POSITIVE_INFINITY);
    }

    private static NativeHistogram trim(NativeHistogram h, double from, double to) {
        CompensatedSum sum = new CompensatedSum();
        CompensatedSum count = new CompensatedSum();
        boolean isChanged = false;
        BucketCounts positive = BucketCounts.of(h.positiveSpans(), h.positiveBuckets());
        BucketCounts negative = BucketCounts.of(h.negativeSpans(), h.negativeBuckets());
        double zeroCount = h.zeroCount() > 0 ? 0 : h.zeroCount();
        List<Bucket> buckets = HistogramBuckets.of(h);
        for (int i = 0; i < buckets.size(); i++) {
            Bucket bucket = buckets.get(i);
            Bucket kept = keep(h, bucket, from, to);
            isChanged |= kept.count() != bucket.count();
            count.add(kept.count());
            if (kept.count() != 0) {
                boolean isLinear = h.hasCustomBounds() || bucket.isAroundZero();
                sum.add(kept.count() * middle(kept, isLinear, from, to));
            }
            if (i < negative.size()) {
                negative.set(negative.size() - 1 - i, kept.count());
            } else if (i < buckets.size() - positive.size()) {
                zeroCount = kept.count();
            } else {
                positive.set(i - (buckets.size() - positive.size()), kept.count());
            }
        }
        if (!isChanged) {
            return h;
        }
        return new NativeHistogram(
                h.resetHint(),
                h.schema(),
                h.zeroThreshold(),
                zeroCount,
                count.value(),
                sum.value(),
                positive.spans(),
                positive.buckets(),
                negative.spans(),
                negative.buckets(),
                h.customBounds());
    }

    /** What is left of a bucket, its bounds narrowed to it. */
    private static Bucket keep(NativeHistogram h, Bucket whole, double from, double to) {
        Bucket bucket = HistogramEstimate.clipped(h, whole);
        double lower = Math.max(bucket.lower(), from);
        double upper = Math.min(bucket.upper(), to);
        double share = share(h, bucket, from, to);
        return new Bucket(
                lower,
                upper,
                bucket.isLowerIncluded(),
                bucket.isUpperIncluded(),
                share == 0 ? 0 : bucket.count() * share);
    }

    private static double share(NativeHistogram h, Bucket bucket, double from, double to) {
        if (from <= bucket.lower() && to >= bucket.upper()) {
            return 1;
        }
        boolean isOutside = from >= bucket.upper() || to <= bucket.lower();
        if (isOutside || Double.isNaN(from) || Double.isNaN(to)) {
            return 0;
        }
        boolean isUpperCut = to < Double.POSITIVE_INFINITY;
        if (bucket.upper() == Double.POSITIVE_INFINITY) {
            boolean isWithoutBounds = h.hasCustomBounds() && h.customBounds().length == 0;
            return isUpperCut || isWithoutBounds ? 0 : 1;
        }
        if (bucket.lower() == Double.NEGATIVE_INFINITY) {
            return isUpperCut ? 1 : 0;
        }
        return isUpperCut
                ? HistogramEstimate.fractionBelow(h, bucket, to)
                : 1 - HistogramEstimate.fractionBelow(h, bucket, from);
    }

    private static double middle(Bucket kept, boolean isLinear, double from, double to) {
        if (kept.upper() == Double.POSITIVE_INFINITY) {
            return Math.max(kept.lower(), from);
        }
        if (kept.lower() == Double.NEGATIVE_INFINITY) {
            return Math.min(kept.upper(), to);
        }
        if (isLinear) {
            return (kept.lower() + kept.upper()) / 2;
        }
        double distance = Math.sqrt(kept.lower() * kept.upper());
        return kept.upper() < 0 ? -distance : distance;
    }
}
