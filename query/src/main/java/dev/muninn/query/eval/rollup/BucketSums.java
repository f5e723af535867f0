package dev.muninn.query.eval.rollup;

import dev.muninn.model.RollupBuffer;
import dev.muninn.query.eval.number.CompensatedSum;
import dev.muninn.query.eval.series.Points;

/** The sum or mean of the samples of each window. */
final class BucketSums implements BucketFunction {

    /*
     * Each bucket's sum is rounded to a number once. That shows in the last digit of the whole, but in
     * earlier ones where positive and negative buckets nearly make zero, and sums over infinity do not
     * tell what was added: then the samples are asked.
     */

    private final boolean isMean;
    private final CompensatedSum sum = new CompensatedSum();

    BucketSums(boolean isMean) {
        this.isMean = isMean;
    }

    @Override
    public boolean apply(BucketWindows windows, Points out) {
        RollupBuffer buckets = windows.buckets();
        boolean isSame = true;
        for (int step = 0; step < windows.steps(); step++) {
            if (windows.isEmpty(step)) {
                continue;
            }
            sum.reset();
            long count = 0;
            double size = 0;
            for (int i = windows.from(step); i < windows.to(step); i++) {
                double term = buckets.sums()[i];
                sum.add(term);
                size += Math.abs(term);
                count += buckets.counts()[i];
            }
            double total = sum.valueOrInfinity();
            // Also false where either is no number.
            isSame &= 2 * ROUNDING * size <= TOLERANCE * Math.abs(total) && size < Double.MAX_VALUE;
            out.set(step, isMean ? total / count : total);
        }
        return isSame;
    }
}
