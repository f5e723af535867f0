package dev.muninn.query.eval.window;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.syntax.Span;
import org.jspecify.annotations.Nullable;

/** Sums or means of windows that hold either floats or histograms, not both. */
final class SumFunction implements WindowFunction {

    /** The sum or mean of the histograms [from, to); null if they do not fit together. */
    @FunctionalInterface
    interface OfHistograms {
        @Nullable NativeHistogram value(Windows windows, int from, int to);
    }

    private final FloatFunction.OfWindow floats;
    private final OfHistograms histograms;
    private final Annotations annotations;
    private final Span span;

    SumFunction(
            FloatFunction.OfWindow floats,
            OfHistograms histograms,
            Annotations annotations,
            Span span) {
        this.floats = floats;
        this.histograms = histograms;
        this.annotations = annotations;
        this.span = span;
    }

    @Override
    public void apply(Windows windows, Points out) {
        floats.begin(windows);
        for (int step = 0; step < windows.steps(); step++) {
            int from = windows.floatFrom(step);
            int to = windows.floatTo(step);
            if (windows.histogramCount(step) == 0) {
                if (from < to) {
                    windows.work(to - from);
                    out.set(step, floats.value(windows, step, from, to));
                }
            } else if (from < to) {
                annotations.add(Note.mixedFloatsAndHistograms(windows.metricName(), span));
            } else {
                ofHistograms(windows, step, out);
            }
        }
    }

    private void ofHistograms(Windows windows, int step, Points out) {
        windows.work(16 * windows.histogramCount(step));
        NativeHistogram value =
                histograms.value(windows, windows.histogramFrom(step), windows.histogramTo(step));
        if (value != null) {
            out.set(step, value);
        }
    }
}
