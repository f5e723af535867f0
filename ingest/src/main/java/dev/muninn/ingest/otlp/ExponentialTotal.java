package dev.muninn.ingest.otlp;

import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.Staleness;
import org.jspecify.annotations.Nullable;

/** An exponential histogram of OpenTelemetry, which can be added to others; never changed. */
record ExponentialTotal(
        int scale,
        double zeroThreshold,
        double zeroCount,
        double count,
        double sum,
        BucketRange positive,
        BucketRange negative)
        implements DeltaSums.Addend<ExponentialTotal> {

    private static final int MAX_SCHEMA = 8;
    private static final int MIN_SCHEMA = -4;

    /** No sender has more; it bounds what a point with few bytes can make us allocate. */
    private static final int MAX_BUCKETS = 20_000;

    /** Six times what senders keep; sums with more buckets become coarser. */
    private static final int MAX_SUMMED_BUCKETS = 1_000;

    /** Beyond it no double has a bucket, and sums of indexes would overflow. */
    private static final int MAX_OFFSET = 1 << 29;

    /**
     * The histogram of a point, made coarser where it is finer than native ones can be.
     *
     * @throws MuninnException of kind BAD_INPUT if it is too coarse, or has too many buckets
     */
    static ExponentialTotal of(ExponentialPoint point) {
        if (point.scale < MIN_SCHEMA) {
            throw MuninnException.badInput(
                    "exponential histogram of scale "
                            + point.scale
                            + ": native histograms go down to "
                            + MIN_SCHEMA);
        }
        int coarser = Math.max(0, point.scale - MAX_SCHEMA);
        return new ExponentialTotal(
                Math.min(point.scale, MAX_SCHEMA),
                point.zeroThreshold,
                point.zeroCount,
                point.count,
                point.sum,
                range(point.positive, coarser),
                range(point.negative, coarser));
    }

    private static BucketRange range(ExponentialPoint.Side side, int coarser) {
        int size = side.counts.size();
        if (size > MAX_BUCKETS) {
            throw MuninnException.badInput(
                    "exponential histogram has " + size + " buckets, limit " + MAX_BUCKETS);
        }
        if (Math.abs((long) side.offset) > MAX_OFFSET) {
            throw MuninnException.badInput(
                    "exponential histogram has its buckets at offset " + side.offset);
        }
        // An index has 32 bits: more steps than 31 would shift by their remainder.
        return size == 0
                ? BucketRange.EMPTY
                : new BucketRange(side.offset, side.counts.toArray())
                        .coarser(Math.min(coarser, Integer.SIZE - 1));
    }

    @Override
    public @Nullable ExponentialTotal plus(ExponentialTotal later) {
        int common = Math.min(scale, later.scale);
        while (sizeWith(later, common) > MAX_SUMMED_BUCKETS) {
            if (--common < MIN_SCHEMA) {
                return null;
            }
        }
        double threshold = Math.max(zeroThreshold, later.zeroThreshold);
        return new ExponentialTotal(
                        common,
                        threshold,
                        zeroCount + later.zeroCount,
                        count + later.count,
                        sum + later.sum,
                        positiveAt(common).plus(later.positiveAt(common)),
                        negativeAt(common).plus(later.negativeAt(common)))
                .withoutBucketsBelowThreshold();
    }

    private long sizeWith(ExponentialTotal later, int common) {
        return Math.max(
                positiveAt(common).sizeWith(later.positiveAt(common)),
                negativeAt(common).sizeWith(later.negativeAt(common)));
    }

    private BucketRange positiveAt(int common) {
        return positive.coarser(scale - common);
    }

    private BucketRange negativeAt(int common) {
        return negative.coarser(scale - common);
    }

    /** What one part counted as zero the other may have in buckets. */
    private ExponentialTotal withoutBucketsBelowThreshold() {
        int ofPositive = bucketsBelow(positive);
        int ofNegative = bucketsBelow(negative);
        if (ofPositive == 0 && ofNegative == 0) {
            return this;
        }
        BucketRange left = positive.without(ofPositive);
        BucketRange right = negative.without(ofNegative);
        double absorbed = positive.sumOf(ofPositive) + negative.sumOf(ofNegative);
        // A bucket that the threshold cuts is absorbed as a whole, so the threshold moves to its
        // end.
        double end =
                Math.max(
                        ofPositive == 0 ? 0 : lowerBound(left.first()),
                        ofNegative == 0 ? 0 : lowerBound(right.first()));
        return new ExponentialTotal(
                scale, Math.max(zeroThreshold, end), zeroCount + absorbed, count, sum, left, right);
    }

    private int bucketsBelow(BucketRange range) {
        int below = 0;
        while (below < range.counts().length && lowerBound(range.first() + below) < zeroThreshold) {
            below++;
        }
        return below;
    }

    private double lowerBound(int index) {
        return Math.pow(2, index * Math.pow(2, -scale));
    }

    /** The same as a native histogram; one that marks the end of its series if that is so. */
    NativeHistogram toNative(boolean isEnd) {
        BucketRange.Spans above = positive.spans();
        BucketRange.Spans below = negative.spans();
        return new NativeHistogram(
                NativeHistogram.ResetHint.UNKNOWN,
                scale,
                zeroThreshold,
                zeroCount,
                count,
                isEnd ? Staleness.MARKER : sum,
                above.offsetsAndLengths(),
                above.counts(),
                below.offsetsAndLengths(),
                below.counts(),
                new double[0]);
    }
}
