package dev.muninn.ingest.wire;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;

/**
 * The parts of a histogram, as they come in Prometheus' protobuf messages, which number them
 * differently. Read into again and again; confined to one thread.
 */
public final class HistogramParts {

    public final BucketParts positive = new BucketParts();
    public final BucketParts negative = new BucketParts();
    private boolean isFloat;
    private double count;
    private double sum;
    private int schema;
    private double zeroThreshold;
    private double zeroCount;

    public void clear() {
        positive.clear();
        negative.clear();
        isFloat = false;
        count = 0;
        sum = 0;
        schema = 0;
        zeroThreshold = 0;
        zeroCount = 0;
    }

    public void takeCount(ProtobufCursor in) {
        count = unsigned(in.varint());
    }

    /** A count that need not be whole; then those of the buckets need not be either. */
    public void takeFloatCount(ProtobufCursor in) {
        count = in.readDouble();
        isFloat = true;
    }

    public void takeSum(ProtobufCursor in) {
        sum = in.readDouble();
    }

    public void takeSchema(ProtobufCursor in) {
        schema = (int) in.zigzag();
    }

    public void takeZeroThreshold(ProtobufCursor in) {
        zeroThreshold = in.readDouble();
    }

    public void takeZeroCount(ProtobufCursor in) {
        zeroCount = unsigned(in.varint());
    }

    public void takeFloatZeroCount(ProtobufCursor in) {
        zeroCount = in.readDouble();
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
    }

    public double count() {
        return count;
    }

    public double sum() {
        return sum;
    }

    /** Whether there is what only native histograms have, as Prometheus decides it. */
    public boolean isNative() {
        return positive.hasSpans() || negative.hasSpans() || zeroThreshold > 0 || zeroCount > 0;
    }

    /**
     * The native histogram.
     *
     * @param customBounds of a schema that has its own; else empty
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT if its parts contradict each other
     */
    public NativeHistogram histogram(ResetHint hint, double[] customBounds) {
        return new NativeHistogram(
                hint,
                schema,
                zeroThreshold,
                zeroCount,
                count,
                sum,
                positive.spans(),
                isFloat ? positive.counts() : positive.countsOfDeltas(),
                negative.spans(),
                isFloat ? negative.counts() : negative.countsOfDeltas(),
                customBounds);
    }
}
