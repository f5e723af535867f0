package dev.muninn.query.eval.window;

import dev.muninn.query.eval.number.CompensatedSum;
import dev.muninn.query.eval.number.Mean;
import java.util.Arrays;

/** The sum or mean of the floats of each window. */
final class Sums implements FloatFunction.OfWindow {

    /*
     * Summing each window anew gives Prometheus' digits but costs steps times window. Where all values
     * are integers and no sum can pass 2^53, differences of running totals are exact and thus the same.
     */

    /** Below this overlap summing anew is as fast. */
    private static final int LONG_WINDOW = 6;

    private static final double LARGEST_EXACT = 0x1p53;

    private final boolean isMean;
    private final CompensatedSum sum = new CompensatedSum();
    private final Mean mean = new Mean();
    private double[] totals = {};
    private boolean hasTotals;

    Sums(boolean isMean) {
        this.isMean = isMean;
    }

    @Override
    public void begin(Windows windows) {
        int middle = windows.steps() / 2;
        hasTotals =
                windows.steps() > 1
                        && windows.floatCount(middle) >= LONG_WINDOW
                        && computeTotals(
                                windows.samples().floatValues(), windows.samples().floatCount());
    }

    @Override
    public double value(Windows windows, int step, int from, int to) {
        double[] values = windows.samples().floatValues();
        if (hasTotals) {
            double total = totals[to] - totals[from];
            return isMean ? total / (to - from) : total;
        }
        return isMean ? mean(values, from, to) : sum(values, from, to);
    }

    private boolean computeTotals(double[] values, int count) {
        if (totals.length <= count) {
            totals = Arrays.copyOf(totals, Math.max(count + 1, 2 * totals.length));
        }
        double total = 0;
        double size = 0;
        for (int i = 0; i < count; i++) {
            double value = values[i];
            if (value != (long) value) {
                return false;
            }
            totals[i] = total;
            total += value;
            size += Math.abs(value);
        }
        totals[count] = total;
        return size < LARGEST_EXACT;
    }

    private double sum(double[] values, int from, int to) {
        sum.reset();
        for (int i = from; i < to; i++) {
            sum.add(values[i]);
        }
        return sum.valueOrInfinity();
    }

    private double mean(double[] values, int from, int to) {
        mean.reset();
        for (int i = from; i < to; i++) {
            mean.add(values[i]);
        }
        return mean.value();
    }
}
