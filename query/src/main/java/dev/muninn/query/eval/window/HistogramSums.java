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
final class HistogramSums {

    private final Annotations annotations;
    private final Span span;

    private HistogramSums(Annotations annotations, Span span) {
        this.annotations = annotations;
        this.span = span;
    }

    static SumFunction.OfHistograms sum(Annotations annotations, Span span) {
        HistogramSums sums = new HistogramSums(annotations, span);
        return (windows, from, to) -> {
            HistogramSum sum = sums.of(windows, from, to);
            return sum == null ? null : sum.result();
        };
    }

    static SumFunction.OfHistograms mean(Annotations annotations, Span span) {
        HistogramSums sums = new HistogramSums(annotations, span);
        return (windows, from, to) -> {
            HistogramSum sum = sums.of(windows, from, to);
            if (sum == null) {
                return null;
            }
            return sum.hasOverflow()
                    ? runningMean(windows.samples().histograms(), from, to)
                    : HistogramMath.divide(sum.result(), to - from);
        };
    }

    private @Nullable HistogramSum of(Windows windows, int from, int to) {
        NativeHistogram[] histograms = windows.samples().histograms();
        HistogramSum sum = new HistogramSum(histograms[from]);
        for (int i = from + 1; i < to; i++) {
            if (!sum.isCompatible(histograms[i])) {
                annotations.add(Note.mixedSchemas(windows.metricName(), span));
                return null;
            }
            sum.add(histograms[i]);
        }
        if (sum.hasResetConflict()) {
            annotations.add(Note.conflictingResets(HistogramOperation.AGGREGATION, span));
        }
        if (sum.hasReconciledBounds()) {
            annotations.add(Note.bucketsReconciled(HistogramOperation.AGGREGATION, span));
        }
        return sum;
    }

    /** The mean where the sum is beyond the largest number. */
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
