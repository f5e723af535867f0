package dev.muninn.query.eval.aggregate;

import dev.muninn.query.eval.series.Points;

/** The least or greatest float of a group; NaN only where there is nothing else. */
final class ExtremeState implements GroupState<ExtremeState> {

    private final boolean isGreatest;
    private final Runnable onHistogram;
    private final Points best;

    /**
     * @param onHistogram called for a histogram, which is left out
     */
    ExtremeState(int steps, boolean isGreatest, Runnable onHistogram) {
        this.isGreatest = isGreatest;
        this.onHistogram = onHistogram;
        best = new Points(steps);
    }

    @Override
    public void add(Points points, String metricName) {
        double[] values = points.values();
        for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
            if (points.histogram(step) == null) {
                add(step, values[step]);
            } else {
                onHistogram.run();
            }
        }
    }

    private void add(int step, double value) {
        double known = best.values()[step];
        if (!best.has(step)
                || (isGreatest ? known < value : known > value)
                || Double.isNaN(known)) {
            best.set(step, value);
        }
    }

    @Override
    public void merge(ExtremeState later) {
        add(later.best, "");
    }

    @Override
    public Points finish() {
        return best;
    }
}
