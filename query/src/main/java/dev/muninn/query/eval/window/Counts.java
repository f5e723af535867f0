package dev.muninn.query.eval.window;

import dev.muninn.query.eval.series.Points;
import java.util.Arrays;

/** How often something holds between neighbouring floats, as running totals over the series. */
final class Counts {

    /** Whether it holds between the sample before an index and the one at it. */
    @FunctionalInterface
    interface Between {
        boolean holds(Windows windows, int index);
    }

    private final Between between;
    private int[] totals = {};

    Counts(Between between) {
        this.between = between;
    }

    /** Sets the counts of all windows that have a float. */
    void apply(Windows windows, Points out) {
        int count = windows.samples().floatCount();
        if (totals.length < count) {
            totals = Arrays.copyOf(totals, Math.max(count, 2 * totals.length));
        }
        if (count > 0) {
            totals[0] = 0;
        }
        for (int i = 1; i < count; i++) {
            totals[i] = totals[i - 1] + (between.holds(windows, i) ? 1 : 0);
        }
        for (int step = 0; step < windows.steps(); step++) {
            int from = windows.floatFrom(step);
            int to = windows.floatTo(step);
            if (from < to) {
                out.set(step, (double) totals[to - 1] - totals[from]);
            }
        }
    }
}
