package dev.muninn.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A native histogram: exponential buckets (schema -4 to 8) or custom ones (schema -53).
 *
 * <p>Counts are doubles whether the sender's were integers or not: integers below 2^53 stay exact.
 * Spans are pairs of offset and length in turn, as in Prometheus' format: the first offset counts
 * from bucket index 0, each further one from the end of the span before. Buckets hold absolute
 * counts, one for each index that a span covers. Arrays are taken over and must not change.
 *
 * @param zeroThreshold width of the zero bucket to either side
 * @param customBounds upper bounds, ascending, of schema {@link #CUSTOM_SCHEMA}; else empty
 */
public record NativeHistogram(
        ResetHint resetHint,
        int schema,
        double zeroThreshold,
        double zeroCount,
        double count,
        double sum,
        int[] positiveSpans,
        double[] positiveBuckets,
        int[] negativeSpans,
        double[] negativeBuckets,
        double[] customBounds) {

    /** The schema of histograms with custom bucket bounds. */
    public static final int CUSTOM_SCHEMA = -53;

    /** What is known of a counter reset between the histogram before and this one. */
    public enum ResetHint {
        UNKNOWN,
        RESET,
        NO_RESET,
        GAUGE
    }

    public NativeHistogram {
        checkSpans("positive", positiveSpans, positiveBuckets);
        checkSpans("negative", negativeSpans, negativeBuckets);
    }

    private static void checkSpans(String side, int[] spans, double[] buckets) {
        long covered = 0;
        for (int i = 1; i < spans.length; i += 2) {
            covered += spans[i];
            if (spans[i] < 0 || (i > 1 && spans[i - 1] < 0)) {
                throw MuninnException.badInput(
                        "native histogram has a " + side + " span with a negative length or gap");
            }
        }
        if (spans.length % 2 != 0 || covered != buckets.length) {
            throw MuninnException.badInput(
                    "native histogram has "
                            + buckets.length
                            + " "
                            + side
                            + " buckets, its spans cover "
                            + covered);
        }
    }

    /** The histogram that marks the end of a series. */
    public static NativeHistogram stale() {
        int[] none = {};
        double[] empty = {};
        return new NativeHistogram(
                ResetHint.UNKNOWN, 0, 0, 0, 0, Staleness.MARKER, none, empty, none, empty, empty);
    }

    /** The same counts, of which that is known. */
    public NativeHistogram withResetHint(ResetHint hint) {
        return hint == resetHint
                ? this
                : new NativeHistogram(
                        hint,
                        schema,
                        zeroThreshold,
                        zeroCount,
                        count,
                        sum,
                        positiveSpans,
                        positiveBuckets,
                        negativeSpans,
                        negativeBuckets,
                        customBounds);
    }

    public boolean isStale() {
        return Staleness.isMarker(sum);
    }

    public boolean hasCustomBounds() {
        return schema == CUSTOM_SCHEMA;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NativeHistogram h && resetHint == h.resetHint && hasSameCounts(h);
    }

    /** Whether all but the reset hint is equal, bit for bit. */
    public boolean hasSameCounts(NativeHistogram h) {
        return schema == h.schema
                && sameBits(zeroThreshold, h.zeroThreshold)
                && sameBits(zeroCount, h.zeroCount)
                && sameBits(count, h.count)
                && sameBits(sum, h.sum)
                && Arrays.equals(positiveSpans, h.positiveSpans)
                && Arrays.equals(positiveBuckets, h.positiveBuckets)
                && Arrays.equals(negativeSpans, h.negativeSpans)
                && Arrays.equals(negativeBuckets, h.negativeBuckets)
                && Arrays.equals(customBounds, h.customBounds);
    }

    private static boolean sameBits(double a, double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }

    @Override
    public int hashCode() {
        int result = Integer.hashCode(schema);
        result = 31 * result + Double.hashCode(count);
        result = 31 * result + Double.hashCode(sum);
        return 31 * result + Arrays.hashCode(positiveBuckets);
    }

    @Override
    public String toString() {
        return "NativeHistogram[schema="
                + schema
                + ", hint="
                + resetHint
                + ", count="
                + count
                + ", sum="
                + sum
                + ", zero="
                + zeroCount
                + "@"
                + zeroThreshold
                + ", positive="
                + Arrays.toString(positiveSpans)
                + Arrays.toString(positiveBuckets)
                + ", negative="
                + Arrays.toString(negativeSpans)
                + Arrays.toString(negativeBuckets)
                + ", bounds="
                + Arrays.toString(customBounds)
                + "]";
    }
}
