package dev.muninn.query.eval.series;

import dev.muninn.model.NativeHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The points of one series over a grid: per step nothing, a float, or a histogram. Confined to one
 * thread while it is filled; whoever did not make it must not change it.
 */
public final class Points {

    private final int steps;
    private final double[] values;
    private final long[] present;
    private @Nullable NativeHistogram @Nullable [] histograms;

    public Points(int steps) {
        this(steps, new double[steps], new long[(steps + 63) >>> 6], null);
    }

    private Points(
            int steps,
            double[] values,
            long[] present,
            @Nullable NativeHistogram @Nullable [] histograms) {
        this.steps = steps;
        this.values = values;
        this.present = present;
        this.histograms = histograms;
    }

    /** Memory of one series' points, histograms not counted. */
    public static long bytes(int steps) {
        return 8L * steps + steps / 8 + 96;
    }

    public int steps() {
        return steps;
    }

    /** Values by step; without meaning where there is no float. */
    public double[] values() {
        return values;
    }

    /** One bit per step, set where there is a point. */
    public long[] present() {
        return present;
    }

    public boolean has(int step) {
        return (present[step >>> 6] >>> step & 1) != 0;
    }

    /** The first step from the given one that has a point, or -1. */
    public int next(int step) {
        int word = step >>> 6;
        if (word >= present.length) {
            return -1;
        }
        long bits = present[word] & -1L << step;
        while (bits == 0) {
            if (++word == present.length) {
                return -1;
            }
            bits = present[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    public boolean isEmpty() {
        for (long bits : present) {
            if (bits != 0) {
                return false;
            }
        }
        return true;
    }

    public int count() {
        int count = 0;
        for (long bits : present) {
            count += Long.bitCount(bits);
        }
        return count;
    }

    public boolean hasHistograms() {
        return histograms != null;
    }

    public @Nullable NativeHistogram histogram(int step) {
        return histograms == null ? null : histograms[step];
    }

    /** How many points are histograms. */
    public int histogramCount() {
        int count = 0;
        if (histograms != null) {
            for (NativeHistogram histogram : histograms) {
                if (histogram != null) {
                    count++;
                }
            }
        }
        return count;
    }

    public void set(int step, double value) {
        values[step] = value;
        present[step >>> 6] |= 1L << step;
        if (histograms != null) {
            histograms[step] = null;
        }
    }

    public void set(int step, NativeHistogram histogram) {
        if (histograms == null) {
            histograms = new NativeHistogram[steps];
        }
        histograms[step] = histogram;
        values[step] = 0;
        present[step >>> 6] |= 1L << step;
    }

    /** Takes over another's point of a step, which must have one. */
    public void set(int step, Points from) {
        NativeHistogram histogram = from.histogram(step);
        if (histogram == null) {
            set(step, from.values[step]);
        } else {
            set(step, histogram);
        }
    }

    public void remove(int step) {
        present[step >>> 6] &= ~(1L << step);
        if (histograms != null) {
            histograms[step] = null;
        }
    }

    public void clear() {
        Arrays.fill(present, 0);
        histograms = null;
    }

    /** Marks all steps as having the floats that stand in {@link #values}. */
    public void fill() {
        Arrays.fill(present, -1L);
        if ((steps & 63) != 0) {
            present[present.length - 1] = (1L << steps) - 1;
        }
    }

    /** The same for the steps from one to before another. */
    public void fill(int from, int to) {
        int step = from;
        while (step < to) {
            int end = Math.min(to, (step | 63) + 1);
            present[step >>> 6] |= -1L >>> 64 - (end - step) << step;
            step = end;
        }
    }

    /** Takes over which steps of another have floats, not their values. */
    public void presentAsFloatsOf(Points other) {
        System.arraycopy(other.present, 0, present, 0, present.length);
        histograms = null;
        if (other.histograms != null) {
            for (int step = 0; step < steps; step++) {
                if (other.histograms[step] != null) {
                    remove(step);
                }
            }
        }
    }

    public Points copy() {
        return new Points(
                steps,
                values.clone(),
                present.clone(),
                histograms == null ? null : histograms.clone());
    }

    /** The first step's point at every step of a longer grid. */
    public Points repeated(int times) {
        Points repeated = new Points(times);
        NativeHistogram histogram = histogram(0);
        if (has(0)) {
            Arrays.fill(repeated.values, values[0]);
            repeated.fill();
            if (histogram != null) {
                NativeHistogram[] same = new NativeHistogram[times];
                Arrays.fill(same, histogram);
                repeated.histograms = same;
            }
        }
        return repeated;
    }
}
