package dev.muninn.query.eval.window;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.run.Note.HistogramOperation;
import dev.muninn.query.histogram.HistogramMath;
import dev.muninn.query.histogram.HistogramSum;
import dev.muninn.query.syntax.Span;
import org.jspecify.annotations.Nullable;

/** The sum or mean of the native histograms of a window. */
record HistogramSums(boolean isMean, Annotations annotations, Span span)
        implements SumFunction.OfHistograms {

    @Override
    public @Nullable NativeHistogram value(Windows windows, int from, int to) {
        NativeHistogram[] histograms = windows.samples().histograms();
        for (int i = from + 1; i < to; i++) {
            if (histograms[i].hasCustomBounds() != histograms[from].hasCustomBounds()) {
                annotations.add(Note.mixedSchemas(windows.metricName(), span));
                return null;
            }
        }
        HistogramSum sum = new HistogramSum(histograms[from]);
        for (int i = from + 1; i < to; i++) {
            sum.add(histograms[i]);
        }
        if (sum.hasResetConflict()) {
            annotations.add(Note.conflictingResets(HistogramOperation.AGGREGATION, span));
        }
        if (sum.hasReconciledBounds()) {
            annotations.add(Note.bucketsReconciled(HistogramOperation.AGGREGATION, span));
        }
        if (!isMean) {
            return sum.result();
        }
        return sum.hasOverflow()
                ? runningMean(histograms, from, to)
                : HistogramMath.divide(sum.result(), to - from);
    }

    /** Less exact than the sum divided, but it does not pass the largest number. */
    private static NativeHistogram runningMean(NativeHistogram[] histograms, int from, int to) {
        HistogramSum mean = new HistogramSum(histograms[from]);
        for (int i = from + 1; i < to; i++) {
            double count = i - from + 1.0;
            mean.scale((count - 1) / count);
            mean.add(HistogramMath.divide(histograms[i], count));
        }
        return mean.result();
    }
}
