package dev.muninn.query.eval.window;

import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.number.CompensatedSum;
import dev.muninn.query.eval.number.Quantile;
import java.util.Arrays;
import java.util.Locale;

/** Values of single windows of floats. */
final class FloatWindows {

    private FloatWindows() {}

    /** The variance, by Welford's method with compensated sums. */
    static double variance(Windows windows, int step, int from, int to) {
        double[] values = windows.samples().floatValues();
        double count = 0;
        double mean = 0;
        double meanLost = 0;
        double squares = 0;
        double squaresLost = 0;
        for (int i = from; i < to; i++) {
            count++;
            double delta = values[i] - (mean + meanLost);
            double part = delta / count;
            double next = mean + part;
            meanLost = CompensatedSum.lost(mean, part, next, meanLost);
            mean = next;
            double square = delta * (values[i] - (mean + meanLost));
            next = squares + square;
            squaresLost = CompensatedSum.lost(squares, square, next, squaresLost);
            squares = next;
        }
        return (squares + squaresLost) / count;
    }

    /** When the window has its greatest or least value; the last time of several. */
    static FloatFunction.OfWindow timeOfExtreme(boolean isGreatest) {
        return (windows, step, from, to) -> {
            double[] values = windows.samples().floatValues();
            int at = from;
            for (int i = from; i < to; i++) {
                boolean isBetter = isGreatest ? values[i] >= values[at] : values[i] <= values[at];
                if (isBetter || Double.isNaN(values[at])) {
                    at = i;
                }
            }
            return windows.samples().floatTimes()[at] / 1000.0;
        };
    }

    /** The median distance from the median. */
    static FloatFunction.OfWindow medianDeviation() {
        Scratch scratch = new Scratch();
        return (windows, step, from, to) -> {
            double[] values = windows.samples().floatValues();
            int count = to - from;
            double median = Quantile.of(0.5, scratch.copy(values, from, to), count);
            double[] distances = scratch.copy(values, from, to);
            for (int i = 0; i < count; i++) {
                distances[i] = Math.abs(distances[i] - median);
            }
            return Quantile.of(0.5, distances, count);
        };
    }

    /**
     * @param quantiles the wanted quantile by step
     */
    static FloatFunction.OfWindow quantile(double[] quantiles) {
        Scratch scratch = new Scratch();
        return (windows, step, from, to) ->
                Quantile.of(
                        quantiles[step],
                        scratch.copy(windows.samples().floatValues(), from, to),
                        to - from);
    }

    /** Double exponential smoothing by factors given per step. */
    record Smoothing(double[] smoothings, double[] trends) implements FloatFunction.OfWindow {

        @Override
        public void check(int step) {
            checkFactor("smoothing", "sf", smoothings[step]);
            checkFactor("trend", "tf", trends[step]);
        }

        @Override
        public double value(Windows windows, int step, int from, int to) {
            double smoothing = smoothings[step];
            double trendFactor = trends[step];
            double[] values = windows.samples().floatValues();
            double before = 0;
            double smoothed = values[from];
            double trend = values[from + 1] - values[from];
            for (int i = from + 1; i < to; i++) {
                if (i > from + 1) {
                    trend = trendFactor * (smoothed - before) + (1 - trendFactor) * trend;
                }
                double next = smoothing * values[i] + (1 - smoothing) * (smoothed + trend);
                before = smoothed;
                smoothed = next;
            }
            return smoothed;
        }
    }

    private static void checkFactor(String word, String letters, double factor) {
        if (factor <= 0 || factor >= 1) {
            throw new MuninnException(
                    MuninnException.Kind.UNPROCESSABLE,
                    String.format(
                            Locale.ROOT,
                            "invalid %s factor. Expected: 0 < %s < 1, got: %f",
                            word,
                            letters,
                            factor));
        }
    }

    /** The slope of the line through the window, per second. */
    static double slope(Windows windows, int step, int from, int to) {
        return Regression.of(windows.samples(), from, to, windows.samples().floatTimes()[from])
                .slope();
    }

    /** Where the line through the window will be, so many seconds after each step. */
    static FloatFunction.OfWindow prediction(double[] seconds) {
        return (windows, step, from, to) -> {
            Regression line = Regression.of(windows.samples(), from, to, windows.grid().time(step));
            return line.slope() * seconds[step] + line.intercept();
        };
    }

    /** Reused memory for functions that reorder values. */
    private static final class Scratch {

        private double[] values = {};

        double[] copy(double[] from, int start, int end) {
            int count = end - start;
            if (values.length < count) {
                values = Arrays.copyOfRange(from, start, start + 2 * count);
            } else {
                System.arraycopy(from, start, values, 0, count);
            }
            return values;
        }
    }
}
