package dev.muninn.query.eval.aggregate;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.series.Points;

/** The sum of a group: of floats or of histograms, per step. */
final class SumState implements GroupState<SumState> {

    /*
     * The inner loop has no branches, so that the compiler may turn it into vector instructions: what
     * rounding lost is found by Knuth's two-sum, which gives the same bits as Neumaier's comparison
     * for finite numbers. Where a sum is infinite or NaN, that is NaN and left out at the end.
     */

    private final HistogramTotals histograms;
    private final Points sums;
    private final double[] lost;

    SumState(int steps, HistogramTotals histograms) {
        this.histograms = histograms;
        sums = new Points(steps);
        lost = new double[steps];
    }

    @Override
    public void add(Points points, String metricName) {
        if (points.hasHistograms()) {
            addMixed(points, metricName);
            return;
        }
        double[] values = points.values();
        long[] in = points.present();
        long[] present = sums.present();
        for (int word = 0; word < in.length; word++) {
            long bits = in[word];
            int start = word << 6;
            while (bits != 0) {
                int from = Long.numberOfTrailingZeros(bits);
                int length = Long.numberOfTrailingZeros(~(bits >>> from));
                addRun(values, start + from, start + from + length);
                // What is carried over clears the run.
                bits &= bits + Long.lowestOneBit(bits);
            }
            present[word] |= in[word];
        }
    }

    private void addRun(double[] values, int from, int to) {
        double[] totals = sums.values();
        for (int i = from; i < to; i++) {
            double sum = totals[i];
            double term = values[i];
            double next = sum + term;
            double termSeen = next - sum;
            lost[i] += (sum - (next - termSeen)) + (term - termSeen);
            totals[i] = next;
        }
    }

    private void addMixed(Points points, String metricName) {
        for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
            NativeHistogram histogram = points.histogram(step);
            if (histogram != null && sums.has(step)) {
                histograms.addBehindFloat(step, histogram);
            } else if (histogram != null) {
                histograms.add(step, histogram, metricName);
            } else {
                addRun(points.values(), step, step + 1);
                sums.set(step, sums.values()[step]);
            }
        }
    }

    @Override
    public void merge(SumState later) {
        Points more = later.sums;
        for (int step = more.next(0); step >= 0; step = more.next(step + 1)) {
            addRun(more.values(), step, step + 1);
            lost[step] += later.lost[step];
            sums.set(step, sums.values()[step]);
        }
        histograms.merge(later.histograms);
    }

    @Override
    public Points finish() {
        double[] totals = sums.values();
        for (int step = 0; step < totals.length; step++) {
            if (Double.isFinite(totals[step])) {
                totals[step] += lost[step];
            }
        }
        histograms.finish(sums);
        return sums;
    }
}
