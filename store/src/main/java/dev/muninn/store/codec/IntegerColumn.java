package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;

/**
 * A column of integers of magnitude up to 2^60, packed after differencing it none, one or two
 * times, whichever is shortest. Confined to one thread; memory is reused from call to call.
 */
public final class IntegerColumn {

    /*
     * Layout (docs/formats/chunk.md):
     *   u8 order (0, 1 or 2)  zigzag head[order]  then groups of up to GROUP numbers:
     *   u8 width (bit 7: a shift follows)  [u8 shift]  zigzag base  packed
     * number = (packed << shift) + base. Each group has its own base, so one counter reset widens
     * one group only.
     */

    /** Long enough that base and width cost little, short enough to keep an outlier local. */
    static final int GROUP = 128;

    private static final int HAS_SHIFT = 0x80;

    /** What {@link BitPacking} may read behind the last byte. */
    static final int SLACK = 16;

    private long[][] differences = new long[3][GROUP];

    /** Appends the first {@code count} numbers. */
    public void encode(long[] values, int count, ByteWriter out) {
        if (differences[0].length < count) {
            differences = new long[3][count];
        }
        System.arraycopy(values, 0, differences[0], 0, count);
        int best = 0;
        long bestBits = cost(differences[0], 0, count);
        for (int order = 1; order <= 2 && count > order; order++) {
            difference(differences[order - 1], differences[order], order, count);
            long bits = cost(differences[order], order, count) + 8L * order;
            if (bits < bestBits) {
                bestBits = bits;
                best = order;
            }
        }
        out.u8(best);
        for (int order = 0; order < best; order++) {
            out.zigzag(differences[order][order]);
        }
        for (int from = best; from < count; from += GROUP) {
            encodeGroup(differences[best], from, Math.min(GROUP, count - from), out);
        }
    }

    private static void difference(long[] from, long[] to, int start, int count) {
        for (int i = start; i < count; i++) {
            to[i] = from[i] - from[i - 1];
        }
    }

    /** Bits that packing takes, headers included in the rough. */
    private static long cost(long[] values, int start, int count) {
        long bits = 0;
        for (int from = start; from < count; from += GROUP) {
            int to = Math.min(from + GROUP, count);
            long min = values[from];
            long max = min;
            for (int i = from + 1; i < to; i++) {
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
            bits += (long) width(max - min) * (to - from) + 16 + width(Math.abs(min));
        }
        return bits;
    }

    private static int width(long value) {
        return 64 - Long.numberOfLeadingZeros(value);
    }

    private static void encodeGroup(long[] values, int from, int count, ByteWriter out) {
        long min = values[from];
        for (int i = from + 1; i < from + count; i++) {
            min = Math.min(min, values[i]);
        }
        long union = 0;
        for (int i = from; i < from + count; i++) {
            values[i] -= min;
            union |= values[i];
        }
        int shift = union == 0 ? 0 : Long.numberOfTrailingZeros(union);
        // A shift costs a byte, so it has to save one.
        if ((long) shift * count <= Byte.SIZE) {
            shift = 0;
        }
        int width = width(union >>> shift);
        if (shift > 0) {
            for (int i = from; i < from + count; i++) {
                values[i] >>>= shift;
            }
            out.u8(width | HAS_SHIFT).u8(shift);
        } else {
            out.u8(width);
        }
        out.zigzag(min);
        int bytes = BitPacking.bytes(count, width);
        out.ensure(bytes + SLACK);
        BitPacking.pack(values, from, count, width, out.array(), out.size());
        out.advance(bytes);
    }

    /**
     * Reads {@code count} numbers; the reader's array needs {@link #SLACK} bytes behind its end to
     * be read fast.
     */
    public static void decode(ByteReader in, int count, long[] out) {
        int order = order(in, count);
        long last = 0;
        long step = 0;
        for (int i = 0; i < order; i++) {
            long head = in.zigzag();
            last = i == 0 ? head : last + head;
            step = head;
            out[i] = last;
        }
        for (int from = order; from < count; from += GROUP) {
            int to = Math.min(from + GROUP, count);
            decodeGroup(in, to - from, out, from);
            if (order == 1) {
                for (int i = from; i < to; i++) {
                    last += out[i];
                    out[i] = last;
                }
            } else if (order == 2) {
                for (int i = from; i < to; i++) {
                    step += out[i];
                    last += step;
                    out[i] = last;
                }
            }
        }
    }

    /** Reads {@code count} numbers, each divided by the scale. */
    static void decode(ByteReader in, int count, double scale, double[] out, int at) {
        int order = order(in, count);
        long last = 0;
        long step = 0;
        for (int i = 0; i < order; i++) {
            long head = in.zigzag();
            last = i == 0 ? head : last + head;
            step = head;
            out[at + i] = last / scale;
        }
        // Group by group, so that the integers stay in the nearest cache.
        long[] group = new long[Math.min(GROUP, count)];
        for (int from = order; from < count; from += GROUP) {
            int length = Math.min(GROUP, count - from);
            decodeGroup(in, length, group, 0);
            if (order == 1) {
                for (int i = 0; i < length; i++) {
                    last += group[i];
                    group[i] = last;
                }
            } else if (order == 2) {
                for (int i = 0; i < length; i++) {
                    step += group[i];
                    last += step;
                    group[i] = last;
                }
            }
            scale(group, length, scale, out, at + from);
        }
    }

    private static void scale(long[] group, int length, double scale, double[] out, int at) {
        if (scale == 1) {
            for (int i = 0; i < length; i++) {
                out[at + i] = group[i];
            }
        } else {
            for (int i = 0; i < length; i++) {
                out[at + i] = group[i] / scale;
            }
        }
    }

    private static int order(ByteReader in, int count) {
        int order = in.u8();
        if (order > 2 || order > count) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "integer column of order " + order);
        }
        return order;
    }

    private static void decodeGroup(ByteReader in, int count, long[] out, int from) {
        int head = in.u8();
        int width = head & ~HAS_SHIFT;
        int shift = (head & HAS_SHIFT) == 0 ? 0 : in.u8();
        long base = in.zigzag();
        int at = in.position();
        if (width > 64 || shift > 63) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "packed width " + width + ", shift " + shift);
        }
        in.skip(BitPacking.bytes(count, width));
        byte[] bytes = in.array();
        if (bytes.length < in.position() + SLACK) {
            byte[] tail = Arrays.copyOfRange(bytes, at, in.position() + SLACK);
            BitPacking.unpack(tail, 0, count, width, shift, base, out, from);
        } else {
            BitPacking.unpack(bytes, at, count, width, shift, base, out, from);
        }
    }
}
