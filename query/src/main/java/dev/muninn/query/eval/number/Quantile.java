package dev.muninn.query.eval.number;

import java.util.Arrays;

/** Quantiles of numbers, with weighted means between neighbours; NaN sorts below all numbers. */
public final class Quantile {

    private Quantile() {}

    /** The quantile of the first {@code count} values, which get sorted. */
    public static double of(double quantile, double[] values, int count) {
        if (count == 0 || Double.isNaN(quantile)) {
            return Double.NaN;
        }
        if (quantile < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (quantile > 1) {
            return Double.POSITIVE_INFINITY;
        }
        Arrays.sort(values, 0, count);
        int nans = 0;
        while (nans < count && Double.isNaN(values[count - 1 - nans])) {
            nans++;
        }
        double rank = quantile * (count - 1);
        int lower = (int) Math.max(0, Math.floor(rank));
        int upper = Math.min(count - 1, lower + 1);
        double weight = rank - Math.floor(rank);
        return at(values, nans, lower) * (1 - weight) + at(values, nans, upper) * weight;
    }

    private static double at(double[] sorted, int nans, int index) {
        return index < nans ? Double.NaN : sorted[index - nans];
    }
}
