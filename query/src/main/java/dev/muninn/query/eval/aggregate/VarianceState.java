package dev.muninn.query.eval.aggregate;

import dev.muninn.query.eval.series.Points;

/** The variance or standard deviation of a group's floats, by Welford's method. */
final class VarianceState implements GroupState<VarianceState> {

    private final boolean isDeviation;
    private final Runnable onHistogram;
    private final double[] counts;
    private final double[] means;
    private final double[] squares;

    /**
     * @param onHistogram called for a histogram, which is left out
     */
    VarianceState(int steps, boolean isDeviation, Runnable onHistogram) {
        this.isDeviation = isDeviation;
        this.onHistogram = onHistogram;
        counts = new double[steps];
        means = new double[steps];
        squares = new double[steps];
    }

    @Override
    public void add(Points points, String metricName) {
        double[] values = points.values();
        for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
            if (points.histogram(step) != null) {
                onHistogram.run();
                continue;
            }
            double value = values[step];
            counts[step]++;
            double delta = value - means[step];
            means[step] += delta / counts[step];
            squares[step] += delta * (value - means[step]);
        }
    }

    @Override
    public void merge(VarianceState later) {
        for (int step = 0; step < counts.length; step++) {
            double more = later.counts[step];
            if (more == 0) {
                continue;
            }
            double all = counts[step] + more;
            double delta = later.means[step] - means[step];
            squares[step] += later.squares[step] + delta * delta * counts[step] * more / all;
            means[step] += delta * more / all;
            counts[step] = all;
        }
    }

    @Override
    public Points finish() {
        Points result = new Points(counts.length);
        for (int step = 0; step < counts.length; step++) {
            if (counts[step] > 0) {
                double variance = squares[step] / counts[step];
                result.set(step, isDeviation ? Math.sqrt(variance) : variance);
            }
        }
        return result;
    }
}
