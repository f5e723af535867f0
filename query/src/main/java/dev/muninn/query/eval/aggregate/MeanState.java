package dev.muninn.query.eval.aggregate;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.number.Mean;
import dev.muninn.query.eval.series.Points;
import org.jspecify.annotations.Nullable;

/** The mean of a group: of floats or of histograms, per step. */
final class MeanState implements GroupState<MeanState> {

    private final HistogramTotals histograms;
    private final @Nullable Mean[] means;

    MeanState(int steps, HistogramTotals histograms) {
        this.histograms = histograms;
        means = new @Nullable Mean[steps];
    }

    static long bytes(int steps) {
        return 64L * steps;
    }

    @Override
    public void add(Points points, String metricName) {
        double[] values = points.values();
        for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
            NativeHistogram histogram = points.histogram(step);
            Mean mean = means[step];
            if (histogram != null && mean != null) {
                histograms.addBehindFloat(step, histogram);
                continue;
            }
            if (histogram != null) {
                histograms.add(step, histogram, metricName);
                continue;
            }
            if (mean == null) {
                mean = new Mean();
                means[step] = mean;
            }
            mean.add(values[step]);
        }
    }

    @Override
    public void merge(MeanState later) {
        for (int step = 0; step < means.length; step++) {
            Mean mean = means[step];
            Mean more = later.means[step];
            if (mean == null) {
                means[step] = more;
            } else if (more != null) {
                mean.merge(more);
            }
        }
        histograms.merge(later.histograms);
    }

    @Override
    public Points finish() {
        Points result = new Points(means.length);
        for (int step = 0; step < means.length; step++) {
            Mean mean = means[step];
            if (mean != null) {
                result.set(step, mean.value());
            }
        }
        histograms.finish(result);
        return result;
    }
}
