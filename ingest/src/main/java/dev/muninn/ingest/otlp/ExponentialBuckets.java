package dev.muninn.ingest.otlp;

import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.Staleness;
import java.util.Arrays;

/** Exponential histograms of OpenTelemetry as native ones. */
final class ExponentialBuckets {

    private static final int MAX_SCHEMA = 8;
    private static final int MIN_SCHEMA = -4;

    /** Empty buckets up to this many cost less than another span. */
    private static final int MAX_GAP = 2;

    /** No sender has more; it bounds what a point with few bytes can make us allocate. */
    private static final int MAX_BUCKETS = 20_000;

    /** Runs of buckets and their counts. */
    private record Side(int[] spans, double[] counts) {}

    private ExponentialBuckets() {}

    /**
     * The native histogram with the point's buckets, made coarser where they are finer than native
     * ones can be.
     *
     * @throws MuninnException of kind BAD_INPUT if they are too coarse or too many
     */
    static NativeHistogram convert(ExponentialPoint point) {
        if (point.scale < MIN_SCHEMA) {
            throw MuninnException.badInput(
                    "exponential histogram of scale "
                            + point.scale
                            + ": native histograms go down to "
                            + MIN_SCHEMA);
        }
        int coarser = Math.max(0, point.scale - MAX_SCHEMA);
        Side positive = side(point.positive, coarser);
        Side negative = side(point.negative, coarser);
        return new NativeHistogram(
                NativeHistogram.ResetHint.UNKNOWN,
                Math.min(point.scale, MAX_SCHEMA),
                point.zeroThreshold,
                point.zeroCount,
                point.count,
                point.isEnd ? Staleness.MARKER : point.sum,
                positive.spans,
                positive.counts,
                negative.spans,
                negative.counts,
                new double[0]);
    }

    private static Side side(ExponentialPoint.Side buckets, int coarser) {
        int size = buckets.counts.size();
        if (size > MAX_BUCKETS) {
            throw MuninnException.badInput(
                    "exponential histogram has " + size + " buckets, limit " + MAX_BUCKETS);
        }
        if (size == 0) {
            return new Side(new int[0], new double[0]);
        }
        int first = buckets.offset >> coarser;
        int last = (int) ((long) buckets.offset + size - 1 >> coarser);
        double[] merged = new double[last - first + 1];
        for (int i = 0; i < size; i++) {
            merged[(buckets.offset + i >> coarser) - first] += buckets.counts.get(i);
        }
        // OpenTelemetry numbers a bucket by its lower bound, native histograms by the upper one.
        return spans(merged, first + 1);
    }

    private static Side spans(double[] counts, int firstIndex) {
        int[] spans = new int[counts.length + 1];
        double[] kept = new double[counts.length];
        int spanCount = 0;
        int keptCount = 0;
        int next = 0;
        int at = 0;
        while (at < counts.length) {
            if (counts[at] == 0) {
                at++;
                continue;
            }
            int end = runEnd(counts, at);
            if (2 * spanCount + 2 > spans.length) {
                spans = Arrays.copyOf(spans, 2 * spans.length + 2);
            }
            spans[2 * spanCount] = spanCount == 0 ? firstIndex + at : at - next;
            spans[2 * spanCount + 1] = end - at;
            spanCount++;
            while (at < end) {
                kept[keptCount++] = counts[at++];
            }
            next = end;
        }
        return new Side(Arrays.copyOf(spans, 2 * spanCount), Arrays.copyOf(kept, keptCount));
    }

    /** The end of a run of buckets that has no long gap and ends with a filled one. */
    private static int runEnd(double[] counts, int start) {
        int end = start + 1;
        for (int i = end; i < counts.length && i - end <= MAX_GAP; i++) {
            if (counts[i] != 0) {
                end = i + 1;
            }
        }
        return end;
    }
}
