package dev.muninn.query.eval.aggregate;

import dev.muninn.query.eval.series.Points;

/** How many points a group has at each step, or only whether it has any. */
final class CountState implements GroupState<CountState> {

    private final boolean isGroup;
    private final Points counts;

    CountState(int steps, boolean isGroup) {
        this.isGroup = isGroup;
        counts = new Points(steps);
    }

    @Override
    public void add(Points points, String metricName) {
        double[] totals = counts.values();
        for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
            counts.set(step, isGroup ? 1 : totals[step] + 1);
        }
    }

    @Override
    public void merge(CountState later) {
        double[] totals = counts.values();
        Points more = later.counts;
        for (int step = more.next(0); step >= 0; step = more.next(step + 1)) {
            counts.set(step, isGroup ? 1 : totals[step] + more.values()[step]);
        }
    }

    @Override
    public Points finish() {
        return counts;
    }
}
