package dev.muninn.query.eval.select;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SeriesSet;
import dev.muninn.query.histogram.HistogramMath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Series whose native histograms have only count and sum, for queries that ask for nothing else.
 * Whether the buckets showed a counter reset stays in the hint.
 */
record HistogramTotalsOnly(SeriesSet set) implements SeriesSet {

    private static final int[] NO_SPANS = {};
    private static final double[] NO_BUCKETS = {};

    @Override
    public int size() {
        return set.size();
    }

    @Override
    public Labels labels(int index) {
        return set.labels(index);
    }

    @Override
    public void read(int index, SampleBuffer into) {
        set.read(index, into);
        NativeHistogram[] histograms = into.histograms();
        if (histograms == null) {
            return;
        }
        NativeHistogram previous = null;
        int indexBefore = 0;
        for (int i = 0; i < into.size(); i++) {
            NativeHistogram histogram = histograms[i];
            if (histogram == null || histogram.isStale()) {
                continue;
            }
            if (histogram.resetHint() != ResetHint.GAUGE) {
                histograms[i] = totals(previous, histogram);
            } else if (previous != null) {
                // Whether a gauge was reset has no hint to stand in: both keep their buckets.
                ResetHint hint = histograms[indexBefore].resetHint();
                histograms[indexBefore] = previous.withResetHint(hint);
            }
            previous = histogram;
            indexBefore = i;
        }
    }

    private static NativeHistogram totals(
            @Nullable NativeHistogram previous, NativeHistogram histogram) {
        ResetHint hint = histogram.resetHint();
        if (hint == ResetHint.UNKNOWN && previous != null) {
            hint =
                    HistogramMath.isReset(previous, histogram)
                            ? ResetHint.RESET
                            : ResetHint.NO_RESET;
        }
        return new NativeHistogram(
                hint,
                histogram.schema(),
                0,
                0,
                histogram.count(),
                histogram.sum(),
                NO_SPANS,
                NO_BUCKETS,
                NO_SPANS,
                NO_BUCKETS,
                histogram.customBounds());
    }

    @Override
    public List<String> warnings() {
        return set.warnings();
    }

    @Override
    public void close() {
        set.close();
    }
}
