package dev.muninn.query.eval.rollup;

import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.syntax.Span;
import java.util.function.Supplier;

/**
 * A function of a range that buckets may answer.
 *
 * @param quantiles the first scalar argument by step, made when asked for
 * @param usesStarts whether start times of counters are looked at, which buckets do not have
 * @param span of the range argument, for notes
 * @param firstSpan of the first argument
 * @param samples the same from samples
 */
public record BucketCall(
        String function,
        Supplier<double[]> quantiles,
        boolean usesStarts,
        Span span,
        Span firstSpan,
        Supplier<Columns> samples) {

    private static final String QUANTILE = "quantile_over_time";

    /** Whether buckets answer it nearly, by their sketches. */
    boolean isQuantile() {
        return function.equals(QUANTILE);
    }
}
