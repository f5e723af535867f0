package dev.muninn.store.rollup;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Staleness;
import dev.muninn.model.ValueSketch;
import dev.muninn.store.codec.BucketSketch;
import org.jspecify.annotations.Nullable;

/** Sums up samples in buckets, and buckets in wider ones. */
public final class Rolling {

    private Rolling() {}

    /**
     * Appends the buckets of the samples; the first must not belong to the bucket added last.
     *
     * @param samples ascending; staleness markers and histograms are left out
     */
    public static void samples(SampleBuffer samples, long widthMillis, RollupBuffer into) {
        int at = 0;
        while (at < samples.size()) {
            long end = RollupLevel.end(samples.timestamps()[at], widthMillis);
            int to = at + 1;
            while (to < samples.size() && samples.timestamps()[to] <= end) {
                to++;
            }
            bucket(samples, at, to, end, into);
            at = to;
        }
    }

    private static void bucket(
            SampleBuffer samples, int from, int to, long end, RollupBuffer into) {
        into.reserve(1);
        int b = into.size();
        int count = 0;
        double sum = 0;
        double lost = 0;
        double before = 0;
        into.resets()[b] = 0;
        into.resetValues()[b] = 0;
        for (int i = from; i < to; i++) {
            NativeHistogram histogram = samples.histogram(i);
            double value = samples.values()[i];
            if (histogram != null) {
                into.foundHistograms();
                continue;
            }
            if (Staleness.isMarker(value)) {
                continue;
            }
            if (count == 0) {
                into.firstTimes()[b] = samples.timestamps()[i];
                into.firsts()[b] = value;
                into.minima()[b] = value;
                into.maxima()[b] = value;
            } else if (value < before) {
                into.resets()[b]++;
                into.resetValues()[b] += before;
            }
            into.minima()[b] = least(into.minima()[b], value);
            into.maxima()[b] = greatest(into.maxima()[b], value);
            // Neumaier: what rounding takes away is kept beside the sum.
            double more = sum + value;
            lost += Math.abs(sum) >= Math.abs(value) ? sum - more + value : value - more + sum;
            sum = more;
            before = value;
            into.lastTimes()[b] = samples.timestamps()[i];
            count++;
        }
        if (count > 0) {
            into.ends()[b] = end;
            into.counts()[b] = count;
            into.lasts()[b] = before;
            into.sums()[b] = Double.isFinite(sum) ? sum + lost : sum;
            if (into.takesSketches()) {
                into.sketches()[b] = BucketSketch.of(samples, from, to);
            }
            into.added(1);
        }
    }

    private static double least(double a, double b) {
        return b < a || Double.isNaN(a) ? b : a;
    }

    private static double greatest(double a, double b) {
        return b > a || Double.isNaN(a) ? b : a;
    }

    /** Appends the buckets of a width that the narrower ones fill. */
    public static void buckets(RollupBuffer narrow, long widthMillis, RollupBuffer into) {
        if (narrow.hasHistograms()) {
            into.foundHistograms();
        }
        long open = Long.MIN_VALUE;
        for (int i = 0; i < narrow.size(); i++) {
            long end = RollupLevel.end(narrow.ends()[i], widthMillis);
            if (end == open) {
                join(narrow, i, into, into.size() - 1);
            } else {
                into.add(narrow, i);
                into.ends()[into.size() - 1] = end;
                ownSketch(into, into.size() - 1);
                open = end;
            }
        }
    }

    /** Parts a sketch from the narrow bucket's, so that others can be added. */
    private static void ownSketch(RollupBuffer into, int b) {
        ValueSketch sketch = into.takesSketches() ? into.sketches()[b] : null;
        if (sketch != null) {
            into.sketches()[b] = sketch.copy();
        }
    }

    private static void join(RollupBuffer from, int i, RollupBuffer into, int b) {
        if (from.firsts()[i] < into.lasts()[b]) {
            into.resets()[b]++;
            into.resetValues()[b] += into.lasts()[b];
        }
        into.resets()[b] += from.resets()[i];
        into.resetValues()[b] += from.resetValues()[i];
        into.counts()[b] += from.counts()[i];
        into.sums()[b] += from.sums()[i];
        into.minima()[b] = least(into.minima()[b], from.minima()[i]);
        into.maxima()[b] = greatest(into.maxima()[b], from.maxima()[i]);
        into.lasts()[b] = from.lasts()[i];
        into.lastTimes()[b] = from.lastTimes()[i];
        if (into.takesSketches()) {
            joinSketches(from.takesSketches() ? from.sketches()[i] : null, into, b);
        }
    }

    /** A bucket has the sketch of all its values or none. */
    private static void joinSketches(@Nullable ValueSketch more, RollupBuffer into, int b) {
        ValueSketch sketch = into.sketches()[b];
        if (sketch == null || more == null) {
            into.sketches()[b] = null;
        } else {
            sketch.add(more);
        }
    }
}
