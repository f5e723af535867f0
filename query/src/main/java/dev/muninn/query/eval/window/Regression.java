package dev.muninn.query.eval.window;

import dev.muninn.query.eval.number.CompensatedSum;
import dev.muninn.query.eval.select.Samples;

/** The straight line nearest to the samples of a window, by least squares. */
record Regression(double slope, double intercept) {

    /**
     * The line through the floats [from, to).
     *
     * @param originMillis the time whose value is the intercept; near the samples, for precision
     */
    static Regression of(Samples samples, int from, int to, long originMillis) {
        long[] times = samples.floatTimes();
        double[] values = samples.floatValues();
        CompensatedSum sumX = new CompensatedSum();
        CompensatedSum sumY = new CompensatedSum();
        CompensatedSum sumXy = new CompensatedSum();
        CompensatedSum sumXx = new CompensatedSum();
        boolean isConstant = true;
        for (int i = from; i < to; i++) {
            isConstant &= i == from || values[i] == values[from];
            double x = (times[i] - originMillis) / 1e3;
            sumX.add(x);
            sumY.add(values[i]);
            sumXy.add(x * values[i]);
            sumXx.add(x * x);
        }
        if (isConstant) {
            return Double.isInfinite(values[from])
                    ? new Regression(Double.NaN, Double.NaN)
                    : new Regression(0, values[from]);
        }
        double n = to - from;
        double covariance = sumXy.value() - sumX.value() * sumY.value() / n;
        double variance = sumXx.value() - sumX.value() * sumX.value() / n;
        double slope = covariance / variance;
        return new Regression(slope, sumY.value() / n - slope * sumX.value() / n);
    }
}
