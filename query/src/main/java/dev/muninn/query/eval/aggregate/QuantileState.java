package dev.muninn.query.eval.aggregate;

import dev.muninn.query.eval.number.Quantile;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Points;
import java.util.ArrayList;
import java.util.List;

/** The quantile of a group's floats; has to hold all of them. */
final class QuantileState implements GroupState<QuantileState> {

    private final double[] quantiles;
    private final Runnable onHistogram;
    private final Budget budget;
    private final List<Points> members = new ArrayList<>();

    /**
     * @param quantiles the wanted quantile by step
     * @param onHistogram called for a histogram, which is left out
     */
    QuantileState(double[] quantiles, Runnable onHistogram, Budget budget) {
        this.quantiles = quantiles;
        this.onHistogram = onHistogram;
        this.budget = budget;
    }

    @Override
    public void add(Points points, String metricName) {
        budget.reserve(Points.bytes(quantiles.length));
        members.add(points.copy());
    }

    @Override
    public void merge(QuantileState later) {
        members.addAll(later.members);
    }

    @Override
    public Points finish() {
        Points result = new Points(quantiles.length);
        double[] values = new double[members.size()];
        for (int step = 0; step < quantiles.length; step++) {
            int count = 0;
            for (Points member : members) {
                if (!member.has(step)) {
                    continue;
                }
                if (member.histogram(step) == null) {
                    values[count++] = member.values()[step];
                } else {
                    onHistogram.run();
                }
            }
            if (count > 0) {
                result.set(step, Quantile.of(quantiles[step], values, count));
            }
            budget.checkTime();
        }
        budget.release(members.size() * Points.bytes(quantiles.length));
        members.clear();
        return result;
    }
}
