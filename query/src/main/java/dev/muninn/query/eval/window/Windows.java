package dev.muninn.query.eval.window;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.select.Advance;
import dev.muninn.query.eval.select.Samples;
import dev.muninn.query.eval.select.Window;
import dev.muninn.query.eval.series.Grid;
import org.jspecify.annotations.Nullable;

/**
 * The windows over the samples of one series: for each step, which samples lie in it. Reused from
 * series to series by one thread.
 */
public final class Windows {

    /** Some milliseconds' worth of samples. */
    private static final int WORK_BETWEEN_CHECKS = 1 << 18;

    private final Grid grid;
    private final Window window;
    private final Budget budget;
    private final int[] floatFrom;
    private final int[] floatTo;
    private int @Nullable [] histogramFrom;
    private int @Nullable [] histogramTo;
    private Samples samples = new Samples();
    private Labels labels = Labels.empty();
    private int workDone;

    Windows(Grid grid, Window window, Budget budget) {
        this.grid = grid;
        this.window = window;
        this.budget = budget;
        floatFrom = new int[grid.steps()];
        floatTo = new int[grid.steps()];
    }

    /** Places the windows over the samples of a series. */
    void place(Labels ofLabels, Samples over) {
        labels = ofLabels;
        samples = over;
        place(over.floatTimes(), over.floatCount(), floatFrom, floatTo);
        if (over.histogramCount() > 0) {
            if (histogramFrom == null || histogramTo == null) {
                histogramFrom = new int[grid.steps()];
                histogramTo = new int[grid.steps()];
            }
            place(over.histogramTimes(), over.histogramCount(), histogramFrom, histogramTo);
        }
    }

    private void place(long[] times, int count, int[] fromOut, int[] toOut) {
        int from = 0;
        int to = 0;
        int advanced = 0;
        long before = window.rangeMillis() + window.before();
        long after = window.after();
        long stride = window.look().stride(grid);
        long time = window.look().firstTime(grid) - stride;
        for (int step = 0; step < fromOut.length; step++) {
            time += stride;
            long end = time + after;
            long start = time - before;
            int nextTo = Advance.past(times, count, to, end, advanced);
            int nextFrom = Advance.past(times, nextTo, from, start, advanced);
            advanced = nextTo - to;
            to = nextTo;
            from = nextFrom;
            fromOut[step] = from;
            toOut[step] = to;
        }
    }

    /** To be called with the number of samples looked at, where windows are gone over again. */
    void work(int samplesLookedAt) {
        workDone += samplesLookedAt;
        if (workDone > WORK_BETWEEN_CHECKS) {
            workDone = 0;
            budget.checkTime();
        }
    }

    public int steps() {
        return floatFrom.length;
    }

    public Grid grid() {
        return grid;
    }

    public Window window() {
        return window;
    }

    public Samples samples() {
        return samples;
    }

    public String metricName() {
        return labels.metricName();
    }

    public boolean hasHistograms() {
        return samples.histogramCount() > 0;
    }

    /** The first float in the window of a step. */
    public int floatFrom(int step) {
        return floatFrom[step];
    }

    /** One behind the last float in the window of a step. */
    public int floatTo(int step) {
        return floatTo[step];
    }

    public int floatCount(int step) {
        return floatTo[step] - floatFrom[step];
    }

    public int histogramFrom(int step) {
        return histogramFrom == null || !hasHistograms() ? 0 : histogramFrom[step];
    }

    public int histogramTo(int step) {
        return histogramTo == null || !hasHistograms() ? 0 : histogramTo[step];
    }

    public int histogramCount(int step) {
        return histogramTo(step) - histogramFrom(step);
    }

    public boolean isEmpty(int step) {
        return floatCount(step) == 0 && histogramCount(step) == 0;
    }
}
