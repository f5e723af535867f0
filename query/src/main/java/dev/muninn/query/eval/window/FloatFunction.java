package dev.muninn.query.eval.window;

import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.syntax.Span;

/** A function that looks at floats only and says so where it ignores histograms beside them. */
final class FloatFunction implements WindowFunction {

    /** The value of one window. */
    @FunctionalInterface
    interface OfWindow {

        /** Called before the first window of each series. */
        default void begin(Windows windows) {}

        /** Called for each window that is not empty, even if it has too few floats. */
        default void check(int step) {}

        /** The value of the floats [from, to) in the window of a step; steps ascend. */
        double value(Windows windows, int step, int from, int to);
    }

    private final int least;
    private final OfWindow function;
    private final Annotations annotations;
    private final Span span;

    /**
     * @param least how many floats a window must have
     * @param span of the argument, for notes
     */
    FloatFunction(int least, OfWindow function, Annotations annotations, Span span) {
        this.least = least;
        this.function = function;
        this.annotations = annotations;
        this.span = span;
    }

    @Override
    public void apply(Windows windows, Points out) {
        function.begin(windows);
        for (int step = 0; step < windows.steps(); step++) {
            if (windows.isEmpty(step)) {
                continue;
            }
            function.check(step);
            int from = windows.floatFrom(step);
            int to = windows.floatTo(step);
            if (from == to) {
                continue;
            }
            if (windows.histogramCount(step) > 0) {
                annotations.add(Note.ignoredInMixedRange(windows.metricName(), span));
            }
            if (to - from >= least) {
                windows.work(to - from);
                out.set(step, function.value(windows, step, from, to));
            }
        }
    }
}
