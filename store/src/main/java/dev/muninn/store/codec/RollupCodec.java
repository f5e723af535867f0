package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.TimeRange;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;

/**
 * Encodes buckets. Encoding is confined to one thread and reuses memory from call to call; decoding
 * is not.
 */
public final class RollupCodec {

    /*
     * What depends on times only - ends, counts, first and last times - goes to the column of times,
     * which all series of a scrape target share. The rest is columns of values, less those that
     * follow from others: see the flags, and docs/formats/chunk.md.
     */

    private static final int HAS_HISTOGRAMS = 1;

    /** Each bucket has one sample: all of its figures are that sample. */
    private static final int IS_SINGLE = 2;

    /** The first sample is the least and the last the greatest, as in counters. */
    private static final int IS_RISING = 4;

    private static final int HAS_RESETS = 8;

    /** Some buckets have a sketch; since version 4 of blocks. */
    private static final int HAS_SKETCHES = 16;

    private static final int ALL =
            HAS_HISTOGRAMS | IS_SINGLE | IS_RISING | HAS_RESETS | HAS_SKETCHES;

    private final ValueColumn values = new ValueColumn();
    private final IntegerColumn integers = new IntegerColumn();
    private final SketchColumn sketches = new SketchColumn();
    private long[] bits = new long[64];

    /** Numbers in the times of as many buckets. */
    public static int times(int buckets) {
        return 4 * buckets;
    }

    /** Ends, counts, and how long before the end the first and the last sample were. */
    public long[] times(RollupBuffer buffer, int from, int to) {
        int count = to - from;
        long[] times = new long[times(count)];
        for (int i = 0; i < count; i++) {
            long end = buffer.ends()[from + i];
            times[i] = end;
            times[count + i] = buffer.counts()[from + i];
            times[2 * count + i] = end - buffer.firstTimes()[from + i];
            times[3 * count + i] = end - buffer.lastTimes()[from + i];
        }
        return times;
    }

    /** Appends what the buckets {@code [from, to)} hold beside their times. */
    public void encode(RollupBuffer buffer, int from, int to, ByteWriter out) {
        int flags = flags(buffer, from, to);
        out.u8(flags);
        value(buffer.lasts(), from, to, out);
        if ((flags & IS_SINGLE) == 0) {
            encodeValues(buffer, from, to, flags, out);
        }
        if ((flags & HAS_SKETCHES) != 0) {
            sketches.encode(buffer, from, to, out);
        }
    }

    private void encodeValues(RollupBuffer buffer, int from, int to, int flags, ByteWriter out) {
        value(buffer.firsts(), from, to, out);
        value(buffer.sums(), from, to, out);
        if ((flags & IS_RISING) == 0) {
            value(buffer.minima(), from, to, out);
            value(buffer.maxima(), from, to, out);
        }
        if ((flags & HAS_RESETS) != 0) {
            value(buffer.resetValues(), from, to, out);
            reserve(to - from);
            for (int i = from; i < to; i++) {
                bits[i - from] = buffer.resets()[i];
            }
            integers.encode(bits, to - from, out);
        }
    }

    private static int flags(RollupBuffer buffer, int from, int to) {
        boolean isSingle = true;
        boolean isRising = true;
        boolean hasResets = false;
        for (int i = from; i < to; i++) {
            // A bucket of one sample -0.0 has the sum 0.0.
            isSingle &= buffer.counts()[i] == 1 && isSame(buffer.sums()[i], buffer.lasts()[i]);
            isRising &=
                    isSame(buffer.minima()[i], buffer.firsts()[i])
                            && isSame(buffer.maxima()[i], buffer.lasts()[i]);
            hasResets |= buffer.resets()[i] != 0;
        }
        return (buffer.hasHistograms() ? HAS_HISTOGRAMS : 0)
                | (isSingle ? IS_SINGLE : 0)
                | (isRising ? IS_RISING : 0)
                | (hasResets ? HAS_RESETS : 0)
                | (SketchColumn.isNeeded(buffer, from, to) ? HAS_SKETCHES : 0);
    }

    private static boolean isSame(double a, double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }

    private void reserve(int count) {
        if (bits.length < count) {
            bits = new long[count];
        }
    }

    private void value(double[] column, int from, int to, ByteWriter out) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            bits[i - from] = Double.doubleToRawLongBits(column[i]);
        }
        values.encode(bits, to - from, out);
    }

    /**
     * Appends the buckets that end in the range.
     *
     * @param times as {@link #times(RollupBuffer, int, int)} gave them
     */
    public static void decode(
            ByteReader in, long[] times, int count, TimeRange range, RollupBuffer into) {
        TimeSlice slice = TimeSlice.of(times, count, range.fromMillis(), range.toMillis());
        if (slice.isEmpty()) {
            return;
        }
        into.reserve(count);
        int at = into.size();
        decodeTimes(times, count, into, at);
        int flags = in.u8();
        if ((flags & ~ALL) != 0) {
            throw new MuninnException(MuninnException.Kind.CORRUPT, "buckets with flags " + flags);
        }
        decodeValues(in, flags, count, into, at);
        if (into.takesSketches()) {
            if ((flags & HAS_SKETCHES) != 0) {
                SketchColumn.decode(in, count, into, at);
            } else {
                Arrays.fill(into.sketches(), at, at + count, null);
            }
        }
        if ((flags & HAS_HISTOGRAMS) != 0) {
            into.foundHistograms();
        }
        into.keep(slice.from(), slice.to());
    }

    private static void decodeTimes(long[] times, int count, RollupBuffer into, int at) {
        for (int i = 0; i < count; i++) {
            long end = times[i];
            into.ends()[at + i] = end;
            into.counts()[at + i] = (int) times[count + i];
            into.firstTimes()[at + i] = end - times[2 * count + i];
            into.lastTimes()[at + i] = end - times[3 * count + i];
        }
    }

    private static void decodeValues(
            ByteReader in, int flags, int count, RollupBuffer into, int at) {
        ValueColumn.decode(in, count, into.lasts(), at);
        if ((flags & IS_SINGLE) != 0) {
            System.arraycopy(into.lasts(), at, into.firsts(), at, count);
            System.arraycopy(into.lasts(), at, into.sums(), at, count);
        } else {
            ValueColumn.decode(in, count, into.firsts(), at);
            ValueColumn.decode(in, count, into.sums(), at);
        }
        if ((flags & (IS_SINGLE | IS_RISING)) != 0) {
            System.arraycopy(into.firsts(), at, into.minima(), at, count);
            System.arraycopy(into.lasts(), at, into.maxima(), at, count);
        } else {
            ValueColumn.decode(in, count, into.minima(), at);
            ValueColumn.decode(in, count, into.maxima(), at);
        }
        if ((flags & HAS_RESETS) != 0) {
            ValueColumn.decode(in, count, into.resetValues(), at);
            long[] resets = new long[count];
            IntegerColumn.decode(in, count, resets);
            for (int i = 0; i < count; i++) {
                into.resets()[at + i] = (int) resets[i];
            }
        } else {
            Arrays.fill(into.resetValues(), at, at + count, 0);
            Arrays.fill(into.resets(), at, at + count, 0);
        }
    }
}
