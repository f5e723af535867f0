package dev.muninn.query.eval.number;

/** Quantiles of numbers, with weighted means between neighbours; NaN sorts below all numbers. */
public final class Quantile {

    private Quantile() {}

    /** The quantile of the first {@code count} values, which get reordered. */
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
        int nans = moveNansFirst(values, count);
        double rank = quantile * (count - 1);
        int lower = (int) Math.max(0, Math.floor(rank));
        int upper = Math.min(count - 1, lower + 1);
        double weight = rank - Math.floor(rank);
        double low = lower < nans ? Double.NaN : select(values, nans, count, lower);
        double high = upper < nans ? Double.NaN : low;
        if (upper > lower && upper >= nans) {
            high = lower < nans ? select(values, nans, count, upper) : least(values, upper, count);
        }
        return low * (1 - weight) + high * weight;
    }

    private static int moveNansFirst(double[] values, int count) {
        int nans = 0;
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(values[i])) {
                values[i] = values[nans];
                values[nans++] = Double.NaN;
            }
        }
        return nans;
    }

    private static double least(double[] values, int from, int to) {
        double least = values[from];
        for (int i = from + 1; i < to; i++) {
            least = values[i] < least ? values[i] : least;
        }
        return least;
    }

    /**
     * Reorders so that the value at an index is the one that sorting would put there, with none
     * greater before it (Hoare's selection, median of three).
     */
    private static double select(double[] values, int from, int to, int index) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            double pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (index <= j) {
                high = j;
            } else if (index >= i) {
                low = i;
            } else {
                break;
            }
        }
        return values[index];
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
