package dev.muninn.query.histogram;

import dev.muninn.model.NativeHistogram;

/** The running mean of native histograms; confined to one thread. */
public final class HistogramMean {

    /*
     * The sum is divided at the end, which is the most exact. Where it could exceed the largest
     * double, what there is becomes a mean that is moved by each further addend instead.
     */

    private final HistogramSum sum;
    private double magnitude;
    private long size = 1;
    private boolean isMean;

    /** A mean that has its first addend. */
    public HistogramMean(NativeHistogram first) {
        sum = new HistogramSum(first);
        magnitude = magnitude(first);
    }

    public boolean isCompatible(NativeHistogram other) {
        return sum.isCompatible(other);
    }

    /**
     * Adds a compatible histogram.
     *
     * @throws IllegalArgumentException if it is not
     */
    public void add(NativeHistogram other) {
        magnitude += magnitude(other);
        if (!isMean && Double.isInfinite(magnitude)) {
            sum.divide((double) size);
            isMean = true;
        }
        size++;
        if (isMean) {
            sum.scale((size - 1.0) / size);
            // Divided, not multiplied by the inverse: what cancels out must do so exactly.
            sum.add(HistogramMath.divide(other, (double) size));
        } else {
            sum.add(other);
        }
    }

    /** No count can be larger than the sum of these. */
    private static double magnitude(NativeHistogram h) {
        double largest =
                Math.max(Math.abs(h.zeroCount()), Math.max(Math.abs(h.count()), Math.abs(h.sum())));
        for (double count : h.positiveBuckets()) {
            largest = Math.max(largest, Math.abs(count));
        }
        for (double count : h.negativeBuckets()) {
            largest = Math.max(largest, Math.abs(count));
        }
        return largest;
    }

    public boolean hasResetConflict() {
        return sum.hasResetConflict();
    }

    public boolean hasReconciledBounds() {
        return sum.hasReconciledBounds();
    }

    /** The mean so far, without empty buckets. */
    public NativeHistogram result() {
        return isMean ? sum.result() : HistogramMath.divide(sum.result(), (double) size);
    }
}
