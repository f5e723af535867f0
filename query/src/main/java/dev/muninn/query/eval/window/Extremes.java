package dev.muninn.query.eval.window;

import java.util.Arrays;

/** The least or greatest of each window; NaN only where there is nothing else. */
final class Extremes implements FloatFunction.OfWindow {

    /*
     * Long windows of neighbouring steps overlap a lot, so samples are cut into blocks, and for each
     * sample the best from its block's start and the best to its block's end are found once (van Herk
     * 1992, Gil and Werman 1993). A window is then the end of one block, whole blocks, and the start
     * of one. Of equal values the first one counts, as 0 and -0 are equal.
     */

    /** Shorter windows are gone over faster than blocks are made. */
    private static final int LONG_WINDOW = 24;

    /** To make blocks costs as much as to go over all samples so many times. */
    private static final int BLOCK_COST = 4;

    private final boolean isGreatest;

    /** What is worse than all numbers, or as bad. */
    private final double worst;

    private int blockBits;
    private boolean hasBlocks;
    private double[] fromStart = {};
    private double[] toEnd = {};

    Extremes(boolean isGreatest) {
        this.isGreatest = isGreatest;
        worst = isGreatest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    @Override
    public void begin(Windows windows) {
        int typical = windows.floatCount(windows.steps() / 2);
        int count = windows.samples().floatCount();
        hasBlocks =
                typical >= LONG_WINDOW
                        && (long) typical * windows.steps() > (long) BLOCK_COST * count;
        if (hasBlocks) {
            blockBits = 30 - Integer.numberOfLeadingZeros(typical);
            makeBlocks(windows.samples().floatValues(), count);
        }
    }

    private void makeBlocks(double[] values, int count) {
        if (fromStart.length < count) {
            fromStart = Arrays.copyOf(fromStart, Math.max(count, 2 * fromStart.length));
            toEnd = Arrays.copyOf(toEnd, fromStart.length);
        }
        int size = 1 << blockBits;
        for (int start = 0; start < count; start += size) {
            int end = Math.min(count, start + size);
            double best = worst;
            for (int i = start; i < end; i++) {
                best = better(best, values[i]);
                fromStart[i] = best;
            }
            best = worst;
            for (int i = end - 1; i >= start; i--) {
                best = Double.isNaN(values[i]) ? best : better(values[i], best);
                toEnd[i] = best;
            }
        }
    }

    /** The better of two, the first if they are equal or the second is NaN. */
    private double better(double first, double second) {
        return (isGreatest ? second > first : second < first) ? second : first;
    }

    @Override
    public double value(Windows windows, int step, int from, int to) {
        double[] values = windows.samples().floatValues();
        int firstBlock = from >> blockBits;
        int lastBlock = (to - 1) >> blockBits;
        double best;
        if (hasBlocks && firstBlock < lastBlock) {
            best = toEnd[from];
            for (int block = firstBlock + 1; block < lastBlock; block++) {
                best = better(best, fromStart[((block + 1) << blockBits) - 1]);
            }
            best = better(best, fromStart[to - 1]);
        } else {
            best = worst;
            for (int i = from; i < to; i++) {
                best = better(best, values[i]);
            }
        }
        return best == worst ? amongWorst(values, from, to) : best;
    }

    /** Where nothing is better than infinity there may be nothing but NaN. */
    private static double amongWorst(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }
}
