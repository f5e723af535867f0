package dev.muninn.query.eval.rollup;

import dev.muninn.model.RollupBuffer;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.eval.window.CounterNames;
import dev.muninn.query.eval.window.RateKind;
import dev.muninn.query.eval.window.Stretch;
import dev.muninn.query.syntax.Span;
import java.util.Arrays;

/**
 * Growth between the first and last sample of each window, with counter resets made good, stretched
 * to the ends of the window as {@code ExtrapolatedRate} does with samples.
 */
final class BucketGrowth implements BucketFunction {

    /*
     * Buckets have their first and last samples with their times and the number between, which is all
     * that goes into a rate; the bits are the same. Only where a bucket has several resets are these
     * added up in another order.
     */

    private final RateKind kind;
    private final Annotations annotations;
    private final Span span;

    /** How many samples there are before each bucket. */
    private long[] samplesBefore = {};

    BucketGrowth(RateKind kind, Annotations annotations, Span span) {
        this.kind = kind;
        this.annotations = annotations;
        this.span = span;
    }

    @Override
    public boolean apply(BucketWindows windows, Points out) {
        RollupBuffer buckets = windows.buckets();
        countSamples(buckets);
        boolean hasResets = kind.isCounter() && hasResets(buckets);
        boolean isSame = true;
        for (int step = 0; step < windows.steps(); step++) {
            int from = windows.from(step);
            int to = windows.to(step);
            long count = samplesBefore[to] - samplesBefore[from];
            if (count < 2) {
                continue;
            }
            double first = buckets.firsts()[from];
            double growth = buckets.lasts()[to - 1] - first;
            if (hasResets) {
                isSame &= isSame(buckets, from, to);
                growth = withResets(growth, buckets, from, to);
            }
            out.set(step, growth * stretch(windows, step, count - 1, growth).factor(kind));
        }
        if (kind.isCounter() && !out.isEmpty()) {
            CounterNames.check(windows.metric(), annotations, span);
        }
        return isSame;
    }

    private void countSamples(RollupBuffer buckets) {
        int size = buckets.size();
        if (samplesBefore.length <= size) {
            samplesBefore = Arrays.copyOf(samplesBefore, Math.max(size + 1, 2 * size));
        }
        for (int i = 0; i < size; i++) {
            samplesBefore[i + 1] = samplesBefore[i] + buckets.counts()[i];
        }
    }

    private static boolean hasResets(RollupBuffer buckets) {
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.resets()[i] > 0 || isResetBefore(buckets, i, 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isResetBefore(RollupBuffer buckets, int index, int from) {
        return index > from && buckets.firsts()[index] < buckets.lasts()[index - 1];
    }

    private static double withResets(double growth, RollupBuffer buckets, int from, int to) {
        double sum = growth;
        for (int i = from; i < to; i++) {
            if (isResetBefore(buckets, i, from)) {
                sum += buckets.lasts()[i - 1];
            }
            if (buckets.resets()[i] > 0) {
                sum += buckets.resetValues()[i];
            }
        }
        return sum;
    }

    /** Whether the order in which resets were added up leaves the digits that count. */
    private static boolean isSame(RollupBuffer buckets, int from, int to) {
        boolean hasSeveral = false;
        for (int i = from; i < to; i++) {
            hasSeveral |= buckets.resets()[i] > 1;
        }
        if (!hasSeveral) {
            return true;
        }
        double growth = buckets.lasts()[to - 1] - buckets.firsts()[from];
        double size = Math.abs(buckets.lasts()[to - 1]) + Math.abs(buckets.firsts()[from]);
        for (int i = from; i < to; i++) {
            double reset = isResetBefore(buckets, i, from) ? buckets.lasts()[i - 1] : 0;
            growth += reset + buckets.resetValues()[i];
            size +=
                    (Math.abs(reset) + Math.abs(buckets.resetValues()[i]))
                            * (1 + buckets.resets()[i]);
        }
        return ROUNDING * size <= TOLERANCE * Math.abs(growth);
    }

    private Stretch stretch(BucketWindows windows, int step, long gaps, double growth) {
        RollupBuffer buckets = windows.buckets();
        int first = windows.from(step);
        Stretch stretch =
                new Stretch(
                        windows.start(step),
                        windows.end(step),
                        buckets.firstTimes()[first],
                        buckets.lastTimes()[windows.to(step) - 1],
                        gaps);
        stretch.toStart();
        double value = buckets.firsts()[first];
        if (kind.isCounter() && growth > 0 && value >= 0) {
            stretch.notBelowZero(value / growth);
        }
        return stretch;
    }
}
