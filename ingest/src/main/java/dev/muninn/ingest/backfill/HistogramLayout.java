package dev.muninn.ingest.backfill;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;

/**
 * What all histograms of one chunk have in common, as it stands before them.
 *
 * @param hint that of the first
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and never compared
record HistogramLayout(
        ResetHint hint,
        double zeroThreshold,
        int schema,
        int[] positiveSpans,
        int[] negativeSpans,
        double[] customBounds) {

    private static final int RESET = 2;
    private static final int GAUGE = 3;

    /** In place of an exponent: the threshold is no power of two and follows as a double. */
    private static final int WHOLE_THRESHOLD = 255;

    private static final int THRESHOLD_EXPONENT_BIAS = 243;

    /** Bounds of few decimal places are written as this many parts of one. */
    private static final double BOUND_SCALE = 1000;

    static HistogramLayout read(BitReader in) {
        ResetHint hint = hint((int) in.bits(2));
        in.bits(6);
        double zeroThreshold = zeroThreshold(in);
        int schema = (int) in.integer();
        int[] positiveSpans = spans(in);
        int[] negativeSpans = spans(in);
        return new HistogramLayout(
                hint,
                zeroThreshold,
                schema,
                positiveSpans,
                negativeSpans,
                schema == NativeHistogram.CUSTOM_SCHEMA ? customBounds(in) : new double[0]);
    }

    /** That there was no reset is said of the chunk before, which need not have come here. */
    private static ResetHint hint(int bits) {
        return switch (bits) {
            case RESET -> ResetHint.RESET;
            case GAUGE -> ResetHint.GAUGE;
            default -> ResetHint.UNKNOWN;
        };
    }

    private static double zeroThreshold(BitReader in) {
        int exponent = (int) in.bits(Byte.SIZE);
        if (exponent == 0) {
            return 0;
        }
        return exponent == WHOLE_THRESHOLD
                ? in.readDouble()
                : Math.scalb(0.5, exponent - THRESHOLD_EXPONENT_BIAS);
    }

    private static int[] spans(BitReader in) {
        int[] spans = new int[2 * Math.toIntExact(in.unsignedInteger())];
        for (int i = 0; i < spans.length; i += 2) {
            spans[i + 1] = (int) in.unsignedInteger();
            spans[i] = (int) in.integer();
        }
        return spans;
    }

    private static double[] customBounds(BitReader in) {
        double[] bounds = new double[Math.toIntExact(in.unsignedInteger())];
        for (int i = 0; i < bounds.length; i++) {
            long scaled = in.unsignedInteger();
            bounds[i] = scaled == 0 ? in.readDouble() : (scaled - 1) / BOUND_SCALE;
        }
        return bounds;
    }

    int positiveBuckets() {
        return buckets(positiveSpans);
    }

    int negativeBuckets() {
        return buckets(negativeSpans);
    }

    private static int buckets(int[] spans) {
        int buckets = 0;
        for (int i = 1; i < spans.length; i += 2) {
            buckets += spans[i];
        }
        return buckets;
    }

    NativeHistogram histogram(
            double count, double zeroCount, double sum, double[] positive, double[] negative) {
        return new NativeHistogram(
                hint,
                schema,
                zeroThreshold,
                zeroCount,
                count,
                sum,
                positiveSpans,
                positive,
                negativeSpans,
                negative,
                customBounds);
    }
}
