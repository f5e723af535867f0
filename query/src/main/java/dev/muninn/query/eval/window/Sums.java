package dev.muninn.query.eval.window;

import dev.muninn.query.eval.number.CompensatedSum;
import dev.muninn.query.eval.number.Mean;
import java.util.Arrays;

/** The sum or mean of the floats of each window. */
final class Sums implements FloatFunction.OfWindow {

    /*
     * Summing each window anew gives Prometheus' digits but costs steps times window. Where all values
     * are integers and no sum can pass 2^53, differences of running totals are exact and thus the same.
     * Else very long windows are put together of compensated sums of blocks, which is no less exact
     * but may differ in the last digit.
     */

    /** Below this overlap summing anew is as fast. */
    private static final int LONG_WINDOW = 6;

    /** From here on the last digit is given for a tenth of the time. */
    private static final int VERY_LONG_WINDOW = 256;

    private static final int BLOCK_BITS = 5;
    private static final double LARGEST_EXACT = 0x1p53;

    private final boolean isMean;
    private final CompensatedSum sum = new CompensatedSum();
    private final Mean mean = new Mean();
    private double[] totals = {};
    private boolean hasTotals;
    private CompensatedSum[] blocks = {};
    private boolean hasBlocks;

    Sums(boolean isMean) {
        this.isMean = isMean;
    }

    @Override
    public void begin(Windows windows) {
        int typical = windows.floatCount(windows.steps() / 2);
        boolean isRange = windows.steps() > 1;
        double[] values = windows.samples().floatValues();
        int count = windows.samples().floatCount();
        hasTotals = isRange && typical >= LONG_WINDOW && computeTotals(values, count);
        hasBlocks = isRange && !hasTotals && typical >= VERY_LONG_WINDOW;
        if (hasBlocks) {
            computeBlocks(values, count);
        }
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

    private void computeBlocks(double[] values, int count) {
        int whole = count >> BLOCK_BITS;
        if (blocks.length < whole) {
            blocks = Arrays.copyOf(blocks, whole);
        }
        for (int block = 0; block < whole; block++) {
            CompensatedSum ofBlock = new CompensatedSum();
            int start = block << BLOCK_BITS;
            for (int i = start; i < start + (1 << BLOCK_BITS); i++) {
                ofBlock.add(values[i]);
            }
            blocks[block] = ofBlock;
        }
    }

    @Override
    public double value(Windows windows, int step, int from, int to) {
        double[] values = windows.samples().floatValues();
        if (hasTotals) {
            double total = totals[to] - totals[from];
            return isMean ? total / (to - from) : total;
        }
        if (!isMean) {
            return sum(values, from, to);
        }
        if (hasBlocks) {
            double total = sum(values, from, to);
            if (Double.isFinite(total)) {
                return total / (to - from);
            }
        }
        mean.reset();
        for (int i = from; i < to; i++) {
            mean.add(values[i]);
        }
        return mean.value();
    }

    private double sum(double[] values, int from, int to) {
        sum.reset();
        int firstBlock = (from + (1 << BLOCK_BITS) - 1) >> BLOCK_BITS;
        int endBlock = to >> BLOCK_BITS;
        if (!hasBlocks || firstBlock >= endBlock) {
            add(values, from, to);
        } else {
            add(values, from, firstBlock << BLOCK_BITS);
            for (int block = firstBlock; block < endBlock; block++) {
                sum.add(blocks[block]);
            }
            add(values, endBlock << BLOCK_BITS, to);
        }
        return sum.valueOrInfinity();
    }

    private void add(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            sum.add(values[i]);
        }
    }
}
