package dev.muninn.query.eval.function;

import java.util.Arrays;

/**
 * The buckets of a classic histogram at one moment: how many observations were at most each upper
 * bound. Reused from moment to moment by one thread.
 */
final class ClassicBuckets {

    /** Relative differences below this come from floating point, not from observations. */
    private static final double TOLERANCE = 1e-12;

    private double[] bounds = new double[16];
    private double[] counts = new double[16];
    private int size;

    private boolean isForced;
    private double minForced;
    private double maxForced;
    private double maxDifference;

    void clear() {
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds a bucket; bounds must not fall, and those that are equal make one bucket. */
    void add(double upperBound, double count) {
        if (size > 0 && bounds[size - 1] == upperBound) {
            counts[size - 1] += count;
            return;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        bounds[size] = upperBound;
        counts[size++] = count;
    }

    /** The quantile, on straight lines between bounds; NaN if there is not enough to tell. */
    double quantile(double quantile) {
        isForced = false;
        if (Double.isNaN(quantile)) {
            return Double.NaN;
        }
        if (quantile < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (quantile > 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        makeMonotonic();
        double all = counts[size - 1];
        if (size < 2 || all == 0) {
            return Double.NaN;
        }
        double rank = quantile * all;
        int bucket = 0;
        while (bucket < size - 1 && !(counts[bucket] >= rank)) {
            bucket++;
        }
        if (bucket == size - 1) {
            return bounds[size - 2];
        }
        if (bucket == 0 && bounds[0] <= 0) {
            return bounds[0];
        }
        double start = bucket == 0 ? 0 : bounds[bucket - 1];
        double below = bucket == 0 ? 0 : counts[bucket - 1];
        return start + (bounds[bucket] - start) * ((rank - below) / (counts[bucket] - below));
    }

    /** Counts cannot fall from bucket to bucket; where they do they are lifted. */
    private void makeMonotonic() {
        minForced = Double.POSITIVE_INFINITY;
        maxForced = Double.NEGATIVE_INFINITY;
        maxDifference = 0;
        double previous = counts[0];
        for (int i = 1; i < size; i++) {
            double count = counts[i];
            if (count == previous) {
                continue;
            }
            if (isAlmostEqual(previous, count)) {
                counts[i] = previous;
            } else if (count < previous) {
                counts[i] = previous;
                isForced = true;
                minForced = Math.min(minForced, bounds[i]);
                maxForced = Math.max(maxForced, bounds[i]);
                maxDifference = Math.max(maxDifference, previous - count);
            } else {
                previous = count;
            }
        }
    }

    private static boolean isAlmostEqual(double a, double b) {
        double size = Math.abs(a) + Math.abs(b);
        double difference = Math.abs(a - b);
        if (a == 0 || b == 0 || size < Double.MIN_NORMAL) {
            return difference < TOLERANCE * Double.MIN_NORMAL;
        }
        return difference / Math.min(size, Double.MAX_VALUE) < TOLERANCE;
    }

    /** Whether the last quantile needed counts to be lifted by more than rounding. */
    boolean isForced() {
        return isForced;
    }

    double minForced() {
        return minForced;
    }

    double maxForced() {
        return maxForced;
    }

    double maxDifference() {
        return maxDifference;
    }

    /** The fraction of observations between two values; NaN if there is not enough to tell. */
    double fraction(double lower, double upper) {
        if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        double all = counts[size - 1];
        if (all == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
            return Double.NaN;
        }
        if (lower >= upper) {
            return 0;
        }
        return (Math.min(all, rank(upper, all)) - Math.min(all, rank(lower, all))) / all;
    }

    /** How many observations are below a value; those without a lower bound are below all. */
    private double rank(double value, double all) {
        double below = 0;
        for (int i = 0; i < size; i++) {
            double start = i > 0 ? bounds[i - 1] : bounds[i] > 0 ? 0 : Double.NEGATIVE_INFINITY;
            if (start >= value) {
                return below;
            }
            if (bounds[i] > value) {
                return Double.isInfinite(start)
                        ? counts[i]
                        : below + (counts[i] - below) * (value - start) / (bounds[i] - start);
            }
            below = counts[i];
        }
        return all;
    }
}
