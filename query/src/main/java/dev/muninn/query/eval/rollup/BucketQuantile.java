package dev.muninn.query.eval.rollup;

import dev.muninn.model.RollupBuffer;
import dev.muninn.model.ValueSketch;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.syntax.Span;

/** A quantile of the samples of each window, by the sketches of its buckets. */
final class BucketQuantile implements BucketFunction {

    private final double[] quantiles;
    private final Annotations annotations;
    private final Span span;

    /**
     * @param quantiles the wanted quantile by step
     * @param span of the quantile, for notes
     */
    BucketQuantile(double[] quantiles, Annotations annotations, Span span) {
        this.quantiles = quantiles;
        this.annotations = annotations;
        this.span = span;
    }

    @Override
    public RollupBuffer newBuckets() {
        return RollupBuffer.withSketches();
    }

    @Override
    public boolean canAnswer(RollupBuffer buckets) {
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.sketches()[i] == null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean apply(BucketWindows windows, Points out) {
        for (int step = 0; step < windows.steps(); step++) {
            if (!windows.isEmpty(step)) {
                out.set(step, value(windows, step));
            }
        }
        return true;
    }

    private double value(BucketWindows windows, int step) {
        double quantile = quantiles[step];
        if (Double.isNaN(quantile) || quantile < 0 || quantile > 1) {
            annotations.add(Note.invalidQuantile(quantile, span));
            // NaN stays NaN.
            return quantile * Double.POSITIVE_INFINITY;
        }
        RollupBuffer buckets = windows.buckets();
        int from = windows.from(step);
        int to = windows.to(step);
        ValueSketch sketch = joined(buckets, from, to);
        double rank = quantile * (sketch.count() - 1);
        long lower = (long) Math.floor(rank);
        double weight = rank - lower;
        double least = BucketFunctions.least(buckets, from, to);
        double greatest = BucketFunctions.greatest(buckets, from, to);
        double low = valueAt(lower, sketch, least, greatest);
        double high = weight == 0 ? low : valueAt(lower + 1, sketch, least, greatest);
        return low * (1 - weight) + high * weight;
    }

    /** The ends are known to the last digit. */
    private static double valueAt(long rank, ValueSketch sketch, double least, double greatest) {
        if (rank == 0) {
            return least;
        }
        return rank == sketch.count() - 1
                ? greatest
                : Math.clamp(sketch.valueAt(rank), least, greatest);
    }

    private static ValueSketch joined(RollupBuffer buckets, int from, int to) {
        ValueSketch all = sketch(buckets, from);
        if (to - from > 1) {
            all = all.copy();
            for (int i = from + 1; i < to; i++) {
                all.add(sketch(buckets, i));
            }
        }
        return all;
    }

    private static ValueSketch sketch(RollupBuffer buckets, int i) {
        ValueSketch sketch = buckets.sketches()[i];
        if (sketch == null) {
            throw new IllegalStateException("bucket " + i + " has no sketch");
        }
        return sketch;
    }
}
