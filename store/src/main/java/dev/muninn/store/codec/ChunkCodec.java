package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the times of a run of samples, and what these hold: floats, native histograms and start
 * times. Encoding is confined to one thread and reuses memory from call to call; decoding is not.
 */
public final class ChunkCodec {

    /** Set if the chunk has histograms; a bit per sample says which. */
    private static final int HAS_HISTOGRAMS = 1;

    private static final int HAS_STARTS = 2;

    private final IntegerColumn integers = new IntegerColumn();
    private final ValueColumn values = new ValueColumn();
    private final HistogramColumn histograms = new HistogramColumn();
    private long[] scratch = new long[512];

    /** Appends the times of a chunk. */
    public void encodeTimes(long[] times, int count, ByteWriter out) {
        integers.encode(times, count, out);
    }

    /** Appends the values of {@code count} plain floats. */
    public void encodeFloats(long[] bits, int count, ByteWriter out) {
        out.u8(0);
        values.encode(bits, count, out);
    }

    /** Appends what the samples {@code [from, to)} hold. */
    public void encode(SampleBuffer samples, int from, int to, ByteWriter out) {
        int count = to - from;
        if (scratch.length < count) {
            scratch = new long[count];
        }
        @Nullable NativeHistogram @Nullable [] all = samples.histograms();
        long @Nullable [] starts = samples.startTimestamps();
        List<NativeHistogram> found = new ArrayList<>();
        int floats = 0;
        for (int i = from; i < to; i++) {
            NativeHistogram histogram = all == null ? null : all[i];
            if (histogram == null) {
                scratch[floats++] = Double.doubleToRawLongBits(samples.values()[i]);
            } else {
                found.add(histogram);
            }
        }
        boolean hasStarts = starts != null && hasOther(starts, from, to);
        out.u8((found.isEmpty() ? 0 : HAS_HISTOGRAMS) | (hasStarts ? HAS_STARTS : 0));
        if (!found.isEmpty() && all != null) {
            encodeKinds(all, from, to, out);
        }
        values.encode(scratch, floats, out);
        histograms.encode(found, out);
        if (starts != null && hasStarts) {
            System.arraycopy(starts, from, scratch, 0, count);
            integers.encode(scratch, count, out);
        }
    }

    private static boolean hasOther(long[] starts, int from, int to) {
        for (int i = from; i < to; i++) {
            if (starts[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static void encodeKinds(
            @Nullable NativeHistogram[] all, int from, int to, ByteWriter out) {
        for (int start = from; start < to; start += 8) {
            int bits = 0;
            for (int i = start; i < Math.min(start + 8, to); i++) {
                bits |= (all[i] == null ? 0 : 1) << (i - start);
            }
            out.u8(bits);
        }
    }

    /** Reads the times of a chunk. */
    public static void decodeTimes(ByteReader in, int count, long[] out) {
        IntegerColumn.decode(in, count, out);
    }

    /** Whether a chunk is of plain floats of which none can be read without those before it. */
    public static boolean isSequential(byte[] bytes, int at) {
        return bytes[at] == 0 && bytes[at + 1] == XorColumn.KIND;
    }

    /** Reads all values of a chunk of plain floats. */
    public static double[] floats(ByteReader in, int count) {
        in.u8();
        double[] floats = new double[count];
        ValueColumn.decode(in, count, floats, 0);
        return floats;
    }

    /**
     * Reads what samples hold and appends those from {@code first} to before {@code last} to the
     * buffer, with the times given.
     */
    public static void decode(
            ByteReader in, long[] times, int count, int first, int last, SampleBuffer into) {
        int flags = in.u8();
        if (flags == 0) {
            decodeFloats(in, times, count, first, last, into);
        } else if ((flags & ~(HAS_HISTOGRAMS | HAS_STARTS)) == 0) {
            decodeMixed(in, flags, times, count, first, last, into);
        } else {
            throw new MuninnException(MuninnException.Kind.CORRUPT, "chunk with flags " + flags);
        }
    }

    /**
     * Reads what matters of the samples of a slice, as {@link Interest} says of each kind.
     *
     * @param picks the samples that matter; not empty
     */
    public static void decode(
            ByteReader in,
            long[] times,
            int count,
            TimeSlice slice,
            Interest interest,
            Picks picks,
            SampleBuffer into) {
        int start = in.position();
        boolean isPlain = in.u8() == 0;
        boolean isRead =
                isPlain
                        && switch (interest) {
                            case Interest.Latest latest -> decodeOnly(in, count, picks, into);
                            case Interest.Growth growth -> decodeRising(in, count, picks, into);
                        };
        if (!isRead) {
            ByteReader all = new ByteReader(in.array(), start, in.end());
            decode(all, times, count, slice.from(), slice.to(), into);
        }
    }

    private static boolean decodeOnly(ByteReader in, int count, Picks picks, SampleBuffer into) {
        into.reserve(count);
        ValuePicks.decode(in, count, picks.positions(), into.values(), into.size());
        picks.copyTimes(into);
        into.added(picks.count());
        return true;
    }

    private static boolean decodeRising(ByteReader in, int count, Picks picks, SampleBuffer into) {
        into.reserve(count);
        if (!ValuePicks.decodeRising(in, count, picks.positions(), into.values(), into.size())) {
            return false;
        }
        picks.copyTimes(into);
        into.added(picks.positions());
        return true;
    }

    private static void decodeFloats(
            ByteReader in, long[] times, int count, int first, int last, SampleBuffer into) {
        into.reserve(count);
        int to = into.size();
        ValueColumn.decode(in, count, into.values(), to);
        if (first > 0) {
            System.arraycopy(into.values(), to + first, into.values(), to, last - first);
        }
        System.arraycopy(times, first, into.timestamps(), to, last - first);
        into.added(last - first);
    }

    private static void decodeMixed(
            ByteReader in,
            int flags,
            long[] times,
            int count,
            int first,
            int last,
            SampleBuffer into) {
        boolean[] isHistogram = new boolean[count];
        int histogramCount = 0;
        if ((flags & HAS_HISTOGRAMS) != 0) {
            for (int start = 0; start < count; start += 8) {
                int bits = in.u8();
                for (int i = start; i < Math.min(start + 8, count); i++) {
                    isHistogram[i] = (bits >>> (i - start) & 1) != 0;
                    histogramCount += isHistogram[i] ? 1 : 0;
                }
            }
        }
        double[] floats = new double[count - histogramCount];
        ValueColumn.decode(in, floats.length, floats, 0);
        NativeHistogram[] found = HistogramColumn.decode(in, histogramCount);
        long[] starts = new long[count];
        if ((flags & HAS_STARTS) != 0) {
            IntegerColumn.decode(in, count, starts);
        }
        int nextFloat = 0;
        int nextHistogram = 0;
        for (int i = 0; i < last; i++) {
            boolean skipped = i < first;
            if (isHistogram[i]) {
                NativeHistogram histogram = found[nextHistogram++];
                if (!skipped) {
                    into.add(times[i], histogram);
                }
            } else {
                double value = floats[nextFloat++];
                if (!skipped) {
                    into.add(times[i], value);
                }
            }
            if (!skipped && starts[i] != 0) {
                into.startedAt(starts[i]);
            }
        }
    }
}
