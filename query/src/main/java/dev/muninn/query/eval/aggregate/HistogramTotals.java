package dev.muninn.query.eval.aggregate;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.run.Note.HistogramOperation;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.histogram.HistogramMath;
import dev.muninn.query.histogram.HistogramSum;
import dev.muninn.query.syntax.Span;
import org.jspecify.annotations.Nullable;

/** The native histograms of one group, summed or averaged per step. */
final class HistogramTotals {

    /** Where notes go, and what of the query they concern. */
    record Notes(Annotations annotations, Span span) {}

    /** Sums of numbers beyond this might overflow, so from here the mean is kept instead. */
    private static final double LARGE = 1e290;

    /** What was folded at one step. */
    private static final class Total {

        final HistogramSum sum;
        double count = 1;
        boolean isRunningMean;
        boolean isIncompatible;

        Total(NativeHistogram first) {
            sum = new HistogramSum(first);
        }
    }

    private final Notes notes;
    private final boolean isMean;
    private final int steps;
    private @Nullable Total @Nullable [] totals;

    private HistogramTotals(Notes notes, boolean isMean, int steps) {
        this.notes = notes;
        this.isMean = isMean;
        this.steps = steps;
    }

    static HistogramTotals sums(Notes notes, int steps) {
        return new HistogramTotals(notes, false, steps);
    }

    static HistogramTotals means(Notes notes, int steps) {
        return new HistogramTotals(notes, true, steps);
    }

    void add(int step, NativeHistogram histogram, String metricName) {
        if (totals == null) {
            totals = new @Nullable Total[steps];
        }
        Total total = totals[step];
        if (total == null) {
            totals[step] = new Total(histogram);
        } else if (!total.isIncompatible) {
            add(total, histogram, metricName);
        }
    }

    /**
     * As {@link #add}, where a float came first: there will be no total, so nothing is compared.
     */
    void addBehindFloat(int step, NativeHistogram histogram) {
        if (totals == null) {
            totals = new @Nullable Total[steps];
        }
        if (totals[step] == null) {
            Total none = new Total(histogram);
            none.isIncompatible = true;
            totals[step] = none;
        }
    }

    private void add(Total total, NativeHistogram histogram, String metricName) {
        if (!total.sum.isCompatible(histogram)) {
            notes.annotations().add(Note.mixedSchemas(metricName, notes.span()));
            total.isIncompatible = true;
            return;
        }
        total.count++;
        if (isMean && !total.isRunningMean && isLarge(histogram)) {
            total.sum.scale(1 / (total.count - 1));
            total.isRunningMean = true;
        }
        if (total.isRunningMean) {
            total.sum.scale((total.count - 1) / total.count);
            total.sum.add(HistogramMath.divide(histogram, total.count));
        } else {
            total.sum.add(histogram);
        }
    }

    private static boolean isLarge(NativeHistogram histogram) {
        return Math.abs(histogram.sum()) > LARGE || histogram.count() > LARGE;
    }

    void merge(HistogramTotals later) {
        if (later.totals == null) {
            return;
        }
        if (totals == null) {
            totals = later.totals;
            return;
        }
        for (int step = 0; step < steps; step++) {
            Total more = later.totals[step];
            Total total = totals[step];
            if (total == null) {
                totals[step] = more;
            } else if (more != null) {
                merge(total, more);
            }
        }
    }

    private void merge(Total total, Total more) {
        NativeHistogram other = more.sum.result();
        total.isIncompatible |= more.isIncompatible || !total.sum.isCompatible(other);
        if (total.isIncompatible) {
            return;
        }
        if (total.isRunningMean || more.isRunningMean) {
            double all = total.count + more.count;
            total.sum.scale((total.isRunningMean ? total.count : 1) / all);
            total.sum.add(
                    HistogramMath.multiply(other, (more.isRunningMean ? more.count : 1) / all));
            total.isRunningMean = true;
        } else {
            total.sum.add(other);
        }
        total.count += more.count;
    }

    /** Puts the results beside the group's floats; where there are both there is no result. */
    void finish(Points floats) {
        for (int step = 0; totals != null && step < steps; step++) {
            Total total = totals[step];
            if (total == null) {
                continue;
            }
            if (floats.has(step)) {
                notes.annotations().add(Note.mixedAggregation(notes.span()));
                floats.remove(step);
            } else if (!total.isIncompatible) {
                floats.set(step, result(total));
            }
        }
    }

    private NativeHistogram result(Total total) {
        if (total.sum.hasResetConflict()) {
            notes.annotations()
                    .add(Note.conflictingResets(HistogramOperation.AGGREGATION, notes.span()));
        }
        if (total.sum.hasReconciledBounds()) {
            notes.annotations()
                    .add(Note.bucketsReconciled(HistogramOperation.AGGREGATION, notes.span()));
        }
        NativeHistogram sum = total.sum.result();
        return isMean && !total.isRunningMean ? HistogramMath.divide(sum, total.count) : sum;
    }
}
