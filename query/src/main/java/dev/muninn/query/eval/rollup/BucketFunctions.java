package dev.muninn.query.eval.rollup;

import dev.muninn.model.RollupBuffer;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.eval.window.RateKind;
import dev.muninn.query.syntax.Span;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The functions of range vectors that buckets can answer, by name. */
public final class BucketFunctions {

    private BucketFunctions() {}

    /** The value of the buckets [from, to), which are some. */
    @FunctionalInterface
    private interface OfBuckets {
        double value(RollupBuffer buckets, int from, int to);
    }

    /** What makes the function for each thread, or null if it needs samples. */
    static @Nullable Supplier<BucketFunction> of(BucketCall call, Annotations annotations) {
        boolean usesStarts = call.usesStarts();
        Span span = call.span();
        return switch (call.function()) {
            case "rate" -> growth(RateKind.RATE, usesStarts, annotations, span);
            case "increase" -> growth(RateKind.INCREASE, usesStarts, annotations, span);
            case "delta" -> () -> new BucketGrowth(RateKind.DELTA, annotations, span);
            case "resets" -> usesStarts ? null : each(BucketFunctions::resets);
            case "sum_over_time" -> () -> new BucketSums(false);
            case "avg_over_time" -> () -> new BucketSums(true);
            case "count_over_time" -> each(BucketFunctions::count);
            case "present_over_time", "absent_over_time" -> each((buckets, from, to) -> 1);
            case "min_over_time" -> each(BucketFunctions::least);
            case "max_over_time" -> each(BucketFunctions::greatest);
            case "first_over_time" -> each((buckets, from, to) -> buckets.firsts()[from]);
            case "last_over_time" -> each((buckets, from, to) -> buckets.lasts()[to - 1]);
            case "ts_of_first_over_time" ->
                    each((buckets, from, to) -> buckets.firstTimes()[from] / 1000.0);
            case "ts_of_last_over_time" ->
                    each((buckets, from, to) -> buckets.lastTimes()[to - 1] / 1000.0);
            case "quantile_over_time" -> quantile(call, annotations);
            default -> null;
        };
    }

    private static Supplier<BucketFunction> quantile(BucketCall call, Annotations annotations) {
        // Evaluated before threads ask for their own.
        double[] quantiles = call.quantiles().get();
        return () -> new BucketQuantile(quantiles, annotations, call.firstSpan());
    }

    /** The last sample of each window that is not too old. */
    static BucketFunction latest(long lookbackMillis) {
        return (windows, out) -> {
            RollupBuffer buckets = windows.buckets();
            for (int step = 0; step < windows.steps(); step++) {
                int last = windows.to(step) - 1;
                if (last >= windows.from(step)
                        && buckets.lastTimes()[last] > windows.end(step) - lookbackMillis) {
                    out.set(step, buckets.lasts()[last]);
                }
            }
            return true;
        };
    }

    private static @Nullable Supplier<BucketFunction> growth(
            RateKind kind, boolean usesStarts, Annotations annotations, Span span) {
        return usesStarts ? null : () -> new BucketGrowth(kind, annotations, span);
    }

    private static Supplier<BucketFunction> each(OfBuckets function) {
        return () -> (windows, out) -> apply(function, windows, out);
    }

    private static boolean apply(OfBuckets function, BucketWindows windows, Points out) {
        for (int step = 0; step < windows.steps(); step++) {
            if (!windows.isEmpty(step)) {
                out.set(
                        step,
                        function.value(windows.buckets(), windows.from(step), windows.to(step)));
            }
        }
        return true;
    }

    private static double count(RollupBuffer buckets, int from, int to) {
        long count = 0;
        for (int i = from; i < to; i++) {
            count += buckets.counts()[i];
        }
        return count;
    }

    private static double resets(RollupBuffer buckets, int from, int to) {
        long resets = buckets.resets()[from];
        for (int i = from + 1; i < to; i++) {
            resets += buckets.resets()[i];
            resets += buckets.firsts()[i] < buckets.lasts()[i - 1] ? 1 : 0;
        }
        return resets;
    }

    /** The first of equal ones counts, as 0 and -0 are equal; NaN only where all are. */
    static double least(RollupBuffer buckets, int from, int to) {
        double least = buckets.minima()[from];
        for (int i = from + 1; i < to; i++) {
            double other = buckets.minima()[i];
            least = other < least || Double.isNaN(least) ? other : least;
        }
        return least;
    }

    static double greatest(RollupBuffer buckets, int from, int to) {
        double greatest = buckets.maxima()[from];
        for (int i = from + 1; i < to; i++) {
            double other = buckets.maxima()[i];
            greatest = other > greatest || Double.isNaN(greatest) ? other : greatest;
        }
        return greatest;
    }
}
