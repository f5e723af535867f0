package dev.muninn.query.eval.window;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.run.Note.HistogramOperation;
import dev.muninn.query.eval.select.Samples;
import dev.muninn.query.histogram.HistogramMath;
import dev.muninn.query.histogram.HistogramSum;
import dev.muninn.query.syntax.Span;
import org.jspecify.annotations.Nullable;

/**
 * Differences of native histograms over time, with counter resets made good. Results are gauges.
 */
final class HistogramGrowth {

    private final RateKind kind;
    private final Annotations annotations;
    private final Span span;

    HistogramGrowth(RateKind kind, Annotations annotations, Span span) {
        this.kind = kind;
        this.annotations = annotations;
        this.span = span;
    }

    static boolean isReset(NativeHistogram previous, NativeHistogram current) {
        return HistogramMath.isReset(previous, current);
    }

    static NativeHistogram scaled(NativeHistogram histogram, double factor) {
        return HistogramMath.multiply(histogram, factor);
    }

    static NativeHistogram divided(NativeHistogram histogram, double divisor) {
        return HistogramMath.divide(histogram, divisor);
    }

    private static boolean isGauge(NativeHistogram histogram) {
        return histogram.resetHint() == ResetHint.GAUGE;
    }

    private boolean isReset(Samples samples, int index) {
        NativeHistogram[] histograms = samples.histograms();
        return StartTimes.isReset(samples.histogramStarts(), samples.histogramTimes(), index)
                || isReset(histograms[index - 1], histograms[index]);
    }

    /** The growth from one histogram to a later one; null where they do not fit together. */
    @Nullable NativeHistogram between(Windows windows, int first, int last) {
        Samples samples = windows.samples();
        NativeHistogram[] histograms = samples.histograms();
        NativeHistogram end = histograms[last];
        // What was before a reset has no part in the result, so its shape does not matter either.
        boolean skipsFirst = kind.isCounter() && isReset(samples, first + 1);
        NativeHistogram start = histograms[skipsFirst ? first + 1 : first];
        if (end.hasCustomBounds() != start.hasCustomBounds()) {
            if (kind.isCounter() && (isGauge(histograms[first]) || isGauge(end))) {
                annotations.add(Note.histogramNotCounter(windows.metricName(), span));
            }
            annotations.add(Note.mixedSchemas(windows.metricName(), span));
            return null;
        }
        if (!fits(histograms, first + 1, last, start)) {
            annotations.add(Note.mixedSchemas(windows.metricName(), span));
            return null;
        }
        checkKind(windows, first, last);
        int schema = Math.min(start.schema(), end.schema());
        for (int i = first + 1; kind.isCounter() && i < last; i++) {
            schema = Math.min(schema, histograms[i].schema());
        }
        HistogramSum growth =
                new HistogramSum(
                        schema < end.schema() && !end.hasCustomBounds()
                                ? HistogramMath.reduceResolution(end, schema)
                                : end);
        if (!skipsFirst) {
            subtract(growth, start);
        }
        if (kind.isCounter()) {
            addResets(windows, growth, first, last, skipsFirst);
        }
        return growth.result(ResetHint.GAUGE);
    }

    private boolean fits(NativeHistogram[] histograms, int from, int to, NativeHistogram start) {
        for (int i = from; kind.isCounter() && i < to; i++) {
            if (histograms[i].hasCustomBounds() != start.hasCustomBounds()) {
                return false;
            }
        }
        return true;
    }

    private void checkKind(Windows windows, int first, int last) {
        NativeHistogram[] histograms = windows.samples().histograms();
        if (!kind.isCounter()) {
            if (!isGauge(histograms[first]) || !isGauge(histograms[last])) {
                annotations.add(Note.histogramNotGauge(windows.metricName(), span));
            }
            return;
        }
        for (int i = first; i <= last; i++) {
            if (isGauge(histograms[i])) {
                annotations.add(Note.histogramNotCounter(windows.metricName(), span));
                return;
            }
        }
    }

    private void addResets(
            Windows windows, HistogramSum growth, int first, int last, boolean skipsFirst) {
        Samples samples = windows.samples();
        for (int i = first + 1; i <= last; i++) {
            if (StartTimes.overlaps(samples.histogramStarts(), samples.histogramTimes(), i)) {
                annotations.add(Note.startTimeOverlap(windows.metricName(), span));
            }
            boolean isSkipped = skipsFirst && i == first + 1;
            if (!isSkipped && isReset(samples, i)) {
                add(growth, samples.histograms()[i - 1]);
            }
        }
    }

    private void subtract(HistogramSum from, NativeHistogram histogram) {
        from.subtract(histogram);
        if (from.hasReconciledBounds()) {
            annotations.add(Note.bucketsReconciled(HistogramOperation.SUBTRACTION, span));
        }
    }

    private void add(HistogramSum to, NativeHistogram histogram) {
        boolean wasReconciled = to.hasReconciledBounds();
        to.add(histogram);
        if (to.hasReconciledBounds() && !wasReconciled) {
            annotations.add(Note.bucketsReconciled(HistogramOperation.ADDITION, span));
        }
    }

    /** The growth and one more histogram, if they fit together. */
    @Nullable NativeHistogram sum(
            Windows windows, @Nullable NativeHistogram growth, NativeHistogram more) {
        if (growth == null) {
            return more;
        }
        if (!HistogramMath.isCompatible(growth, more)) {
            annotations.add(Note.mixedSchemas(windows.metricName(), span));
            return null;
        }
        HistogramSum sum = new HistogramSum(growth);
        add(sum, more);
        return sum.result();
    }

    /** The growth between the last two histograms; after a reset the last one itself. */
    @Nullable NativeHistogram lastTwo(Windows windows, int last) {
        NativeHistogram[] histograms = windows.samples().histograms();
        NativeHistogram before = histograms[last - 1];
        NativeHistogram now = histograms[last];
        checkKind(windows, last - 1, last);
        HistogramSum growth = new HistogramSum(now);
        if (!kind.isCounter() || !isReset(windows.samples(), last)) {
            if (!growth.isCompatible(before)) {
                annotations.add(Note.mixedSchemas(windows.metricName(), span));
                return null;
            }
            subtract(growth, before);
        }
        return growth.result(ResetHint.GAUGE);
    }

    /** The growth between the ends of an anchored or smoothed window. */
    @Nullable NativeHistogram betweenEnds(Windows windows, int from, ExtendedRate.Ends ends) {
        Samples samples = windows.samples();
        NativeHistogram[] histograms = samples.histograms();
        long[] times = samples.histogramTimes();
        int first = ends.first();
        int last = ends.last();
        for (int i = first; i <= last; i++) {
            if (histograms[i].hasCustomBounds() != histograms[first].hasCustomBounds()) {
                annotations.add(Note.mixedSchemas(windows.metricName(), span));
                return null;
            }
            if (kind.isCounter() && isGauge(histograms[i])) {
                annotations.add(Note.histogramNotCounter(windows.metricName(), span));
            }
        }
        boolean crossesStart = ends.isSmoothed() && times[first] < ends.startMillis();
        NativeHistogram left =
                crossesStart ? interpolated(samples, first, ends.startMillis()) : histograms[first];
        NativeHistogram right =
                ends.isSmoothed() && last > from && times[last] > ends.endMillis()
                        ? interpolated(samples, last - 1, ends.endMillis())
                        : histograms[last];
        if (!kind.isCounter() && (!isGauge(left) || !isGauge(right))) {
            annotations.add(Note.histogramNotGauge(windows.metricName(), span));
        }
        HistogramSum growth = new HistogramSum(right);
        subtract(growth, left);
        if (kind.isCounter()) {
            addResetsBetween(growth, histograms, ends, crossesStart, left, right);
        }
        return growth.result(ResetHint.GAUGE);
    }

    private void addResetsBetween(
            HistogramSum growth,
            NativeHistogram[] histograms,
            ExtendedRate.Ends ends,
            boolean crossesStart,
            NativeHistogram left,
            NativeHistogram right) {
        int next = ends.first() + 1;
        NativeHistogram previous = left;
        if (crossesStart && isReset(histograms[ends.first()], histograms[next])) {
            // The value at the start was taken from after that reset already.
            previous = histograms[next];
            next++;
        }
        // The last sample is left out, as the right end is it or carries its hint.
        if (next > ends.last()) {
            return;
        }
        for (int i = next; i < ends.last(); i++) {
            if (isReset(previous, histograms[i])) {
                add(growth, previous);
            }
            previous = histograms[i];
        }
        if (isReset(previous, right)) {
            add(growth, previous);
        }
    }

    private NativeHistogram interpolated(Samples samples, int index, long time) {
        NativeHistogram before = samples.histograms()[index];
        NativeHistogram after = samples.histograms()[index + 1];
        long timeBefore = samples.histogramTimes()[index];
        long timeAfter = samples.histogramTimes()[index + 1];
        if (time == timeAfter) {
            return after;
        }
        double fraction = (double) (time - timeBefore) / (timeAfter - timeBefore);
        if (kind.isCounter() && isReset(before, after)) {
            return HistogramMath.multiply(after, fraction);
        }
        HistogramSum sum = new HistogramSum(after);
        subtract(sum, before);
        sum.scale(fraction);
        add(sum, before);
        return sum.result();
    }
}
