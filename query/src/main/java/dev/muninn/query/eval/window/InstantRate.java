package dev.muninn.query.eval.window;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.select.Samples;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.syntax.Span;

/** Growth between the last two samples of each window, per second or as it is. */
final class InstantRate implements WindowFunction {

    private final boolean isRate;
    private final Annotations annotations;
    private final Span span;
    private final HistogramGrowth histogramGrowth;

    InstantRate(boolean isRate, Annotations annotations, Span span) {
        this.isRate = isRate;
        this.annotations = annotations;
        this.span = span;
        histogramGrowth =
                new HistogramGrowth(isRate ? RateKind.RATE : RateKind.DELTA, annotations, span);
    }

    @Override
    public void apply(Windows windows, Points out) {
        Samples samples = windows.samples();
        for (int step = 0; step < windows.steps(); step++) {
            int histograms = windows.histogramCount(step);
            if (histograms == 0) {
                if (windows.floatCount(step) >= 2) {
                    floats(samples, windows.floatTo(step) - 1, step, out);
                }
            } else if (histograms + windows.floatCount(step) >= 2) {
                mixed(windows, step, out);
            }
        }
    }

    private void floats(Samples samples, int last, int step, Points out) {
        double[] values = samples.floatValues();
        long[] times = samples.floatTimes();
        boolean isReset =
                isRate
                        && (values[last] < values[last - 1]
                                || StartTimes.isReset(samples.floatStarts(), times, last));
        double growth = isReset ? values[last] : values[last] - values[last - 1];
        out.set(step, isRate ? growth / ((times[last] - times[last - 1]) / 1000.0) : growth);
    }

    private void mixed(Windows windows, int step, Points out) {
        Samples samples = windows.samples();
        int lastHistogram = windows.histogramTo(step) - 1;
        long secondLastHistogramTime =
                windows.histogramCount(step) >= 2
                        ? samples.histogramTimes()[lastHistogram - 1]
                        : Long.MIN_VALUE;
        int floats = windows.floatCount(step);
        long lastFloatTime =
                floats == 0 ? Long.MIN_VALUE : samples.floatTimes()[windows.floatTo(step) - 1];
        long secondLastFloatTime =
                floats < 2 ? Long.MIN_VALUE : samples.floatTimes()[windows.floatTo(step) - 2];
        if (secondLastFloatTime > samples.histogramTimes()[lastHistogram]) {
            floats(samples, windows.floatTo(step) - 1, step, out);
        } else if (windows.histogramCount(step) >= 2 && secondLastHistogramTime > lastFloatTime) {
            NativeHistogram growth = histogramGrowth.lastTwo(windows, lastHistogram);
            if (growth != null) {
                long millis = samples.histogramTimes()[lastHistogram] - secondLastHistogramTime;
                out.set(step, isRate ? HistogramGrowth.divided(growth, millis / 1000.0) : growth);
            }
        } else {
            annotations.add(Note.mixedFloatsAndHistograms(windows.metricName(), span));
        }
    }
}
