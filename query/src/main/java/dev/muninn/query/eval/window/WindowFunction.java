package dev.muninn.query.eval.window;

import dev.muninn.query.eval.series.Points;

/** A function of the windows of one series; may keep scratch memory, so one thread uses it. */
@FunctionalInterface
public interface WindowFunction {

    /** Sets the points of the steps whose windows give one; {@code out} is empty. */
    void apply(Windows windows, Points out);
}
