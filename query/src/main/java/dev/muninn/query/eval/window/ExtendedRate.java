package dev.muninn.query.eval.window;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.select.Interpolation;
import dev.muninn.query.eval.select.Samples;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.syntax.Expr.RangeMode;
import dev.muninn.query.syntax.Span;
import org.jspecify.annotations.Nullable;

/**
 * Growth between the ends of each window: anchored to the last samples before them, or smoothed to
 * the values between the samples around them.
 */
final class ExtendedRate implements WindowFunction {

    private final RateKind kind;
    private final Annotations annotations;
    private final Span span;
    private final HistogramGrowth histogramGrowth;

    ExtendedRate(RateKind kind, Annotations annotations, Span span) {
        this.kind = kind;
        this.annotations = annotations;
        this.span = span;
        histogramGrowth = new HistogramGrowth(kind, annotations, span);
    }

    @Override
    public void apply(Windows windows, Points out) {
        boolean hasFloats = false;
        for (int step = 0; step < windows.steps(); step++) {
            windows.work(windows.floatCount(step));
            if (windows.histogramCount(step) > 0) {
                if (windows.floatCount(step) > 0) {
                    annotations.add(Note.mixedFloatsAndHistograms(windows.metricName(), span));
                } else {
                    histograms(windows, step, out);
                }
            } else if (windows.floatCount(step) > 0) {
                hasFloats |= floats(windows, step, out);
            }
        }
        if (hasFloats && kind.isCounter()) {
            CounterNames.check(windows.metricName(), annotations, span);
        }
    }

    private boolean floats(Windows windows, int step, Points out) {
        Samples samples = windows.samples();
        long[] times = samples.floatTimes();
        double[] values = samples.floatValues();
        Ends ends = Ends.of(windows, step, times, windows.floatFrom(step), windows.floatTo(step));
        if (ends == null) {
            return false;
        }
        int first = ends.first();
        int last = ends.last();
        double left = values[first];
        if (ends.isSmoothed() && times[first] < ends.startMillis()) {
            left = between(times, values, first, ends.startMillis());
        }
        double right = values[last];
        if (ends.isSmoothed() && last > windows.floatFrom(step) && times[last] > ends.endMillis()) {
            right = between(times, values, last - 1, ends.endMillis());
        }
        double growth = right - left;
        if (kind.isCounter()) {
            int from = times[first] <= ends.startMillis() ? first + 1 : first;
            int to = times[last] >= ends.endMillis() ? last : last + 1;
            growth += lostInResets(values, from, to, left, right);
        }
        out.set(
                step,
                kind.isPerSecond()
                        ? growth / RateKind.seconds(windows.window().rangeMillis())
                        : growth);
        return true;
    }

    private double between(long[] times, double[] values, int index, long time) {
        double before = kind.isCounter() && values[index + 1] < values[index] ? 0 : values[index];
        return Interpolation.between(
                times[index], before, times[index + 1], values[index + 1], time);
    }

    private static double lostInResets(
            double[] values, int from, int to, double left, double right) {
        double lost = 0;
        double previous = left;
        for (int i = from; i < to; i++) {
            if (values[i] < previous) {
                lost += previous;
            }
            previous = values[i];
        }
        return right < previous ? lost + previous : lost;
    }

    private void histograms(Windows windows, int step, Points out) {
        Ends ends =
                Ends.of(
                        windows,
                        step,
                        windows.samples().histogramTimes(),
                        windows.histogramFrom(step),
                        windows.histogramTo(step));
        if (ends == null) {
            return;
        }
        NativeHistogram growth =
                histogramGrowth.betweenEnds(windows, windows.histogramFrom(step), ends);
        if (growth != null) {
            double seconds = RateKind.seconds(windows.window().rangeMillis());
            out.set(step, kind.isPerSecond() ? HistogramGrowth.divided(growth, seconds) : growth);
        }
    }

    /**
     * The samples that stand for the ends of a window.
     *
     * @param first the last sample not after the start, or else the first in the window
     * @param last the last sample, or when smoothing the first one not before the end
     */
    record Ends(int first, int last, long startMillis, long endMillis, boolean isSmoothed) {

        /** Null where no sample is inside. */
        static @Nullable Ends of(Windows windows, int step, long[] times, int from, int to) {
            long start = windows.window().start(windows.grid(), step);
            long end = windows.window().end(windows.grid(), step);
            boolean isSmoothed = windows.window().mode() == RangeMode.SMOOTHED;
            int last = to - 1;
            int first = from;
            while (first < last && times[first] <= start) {
                first++;
            }
            first = Math.max(from, first - 1);
            if (isSmoothed) {
                int notBefore = from;
                while (notBefore < last && times[notBefore] < end) {
                    notBefore++;
                }
                last = notBefore;
            }
            if (times[last] <= start || (isSmoothed && times[first] > end)) {
                return null;
            }
            return new Ends(first, last, start, end, isSmoothed);
        }
    }
}
