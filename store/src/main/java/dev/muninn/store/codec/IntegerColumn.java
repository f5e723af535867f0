package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;

/**
 * A column of integers of magnitude up to 2^60, packed after differencing it none, one or two
 * times, whichever is shortest. Confined to one thread; memory is reused from call to call.
 */
public final class IntegerColumn implements IntegerEncoding {

    /*
     * Layout (docs/formats/chunk.md):
     *   u8 order (0, 1 or 2)  zigzag head[order]  then groups of up to GROUP numbers:
     *   u8 width (bit 7: a shift follows)  [u8 shift]  zigzag base  packed
     * number = (packed << shift) + base. Each group has its own base, so one counter reset widens
     * one group only. Behind a higher order stands a HuffmanColumn.
     */

    /** Long enough that base and width cost little, short enough to keep an outlier local. */
    static final int GROUP = 128;

    static final int HAS_SHIFT = 0x80;

    /** What {@link BitPacking} may read behind the last byte. */
    static final int SLACK = 16;

    private long[][] differences = new long[3][GROUP];

    @Override
    public void encode(long[] values, int count, ByteWriter out) {
        take(values, count);
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
        write(best, count, out);
    }

    /** Appends one value at least, differenced once, whatever is shortest. */
    void encodeDifferences(long[] values, int count, ByteWriter out) {
        take(values, count);
        difference(differences[0], differences[1], 1, count);
        write(1, count, out);
    }

    private void take(long[] values, int count) {
        if (differences[0].length < count) {
            differences = new long[3][count];
        }
        System.arraycopy(values, 0, differences[0], 0, count);
    }

    private void write(int order, int count, ByteWriter out) {
        out.u8(order);
        for (int head = 0; head < order; head++) {
            out.zigzag(differences[head][head]);
        }
        for (int from = order; from < count; from += GROUP) {
            encodeGroup(differences[order], from, Math.min(GROUP, count - from), out);
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
        if (HuffmanColumn.isNext(in)) {
            HuffmanColumn.decode(in, count, out);
            return;
        }
        Decoder decoder = new Decoder(in, count);
        int done = decoder.heads(out);
        while (done < count) {
            done += decoder.group(Math.min(GROUP, count - done), out, done);
        }
    }

    /** Reads {@code count} numbers, each divided by the scale. */
    static void decode(ByteReader in, int count, Scale scale, double[] out, int at) {
        if (HuffmanColumn.isNext(in)) {
            long[] all = new long[count];
            HuffmanColumn.decode(in, count, all);
            scale.scale(all, 0, count, out, at);
            return;
        }
        // Group by group, so that the integers stay in the nearest cache.
        long[] group = new long[Math.max(2, Math.min(GROUP, count))];
        Decoder decoder = new Decoder(in, count);
        int done = decoder.heads(group);
        scale.scale(group, 0, done, out, at);
        while (done < count) {
            int length = decoder.group(Math.min(GROUP, count - done), group, 0);
            scale.scale(group, 0, length, out, at + done);
            done += length;
        }
    }

    static void checkGroup(int width, int shift) {
        if (width > 64 || shift > 63) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "packed width " + width + ", shift " + shift);
        }
    }

    /** Reads a column group by group, and undoes the differencing. */
    private static final class Decoder {

        private final ByteReader in;
        private final int order;

        /** The number before the next, and the difference that led to it. */
        private long last;

        private long step;

        Decoder(ByteReader in, int count) {
            this.in = in;
            order = in.u8();
            if (order > 2 || order > count) {
                throw new MuninnException(
                        MuninnException.Kind.CORRUPT, "integer column of order " + order);
            }
        }

        /** Sets the numbers in front of the first group; how many these are. */
        int heads(long[] out) {
            for (int i = 0; i < order; i++) {
                step = in.zigzag();
                last += step;
                out[i] = last;
            }
            return order;
        }

        /** Reads the next group; its length. */
        int group(int count, long[] out, int from) {
            int head = in.u8();
            int width = head & ~HAS_SHIFT;
            int shift = (head & HAS_SHIFT) == 0 ? 0 : in.u8();
            long base = in.zigzag();
            int at = in.position();
            checkGroup(width, shift);
            in.skip(BitPacking.bytes(count, width));
            byte[] bytes = in.array();
            if (bytes.length < in.position() + SLACK) {
                bytes = Arrays.copyOfRange(bytes, at, in.position() + SLACK);
                at = 0;
            }
            switch (order) {
                case 0 -> {
                    BitPacking.unpack(bytes, at, count, width, out, from);
                    raise(out, from, count, shift, base);
                }
                case 1 -> last = sums(bytes, at, count, width, shift, base, last, out, from);
                default -> {
                    step = sums(bytes, at, count, width, shift, base, step, out, from);
                    last = addUp(out, from, count, last);
                }
            }
            return count;
        }

        private static void raise(long[] out, int from, int count, int shift, long base) {
            for (int i = from; i < from + count; i++) {
                out[i] = (out[i] << shift) + base;
            }
        }

        private static long sums(
                byte[] bytes,
                int at,
                int count,
                int width,
                int shift,
                long base,
                long before,
                long[] out,
                int from) {
            if (shift == 0) {
                return BitPacking.unpackSums(bytes, at, count, width, base, before, out, from);
            }
            BitPacking.unpackSums(bytes, at, count, width, 0, 0, out, from);
            for (int i = 0; i < count; i++) {
                out[from + i] = (out[from + i] << shift) + base * (i + 1L) + before;
            }
            return out[from + count - 1];
        }

        private static long addUp(long[] out, int from, int count, long before) {
            long sum = before;
            for (int i = from; i < from + count; i++) {
                sum += out[i];
                out[i] = sum;
            }
            return sum;
        }
    }
}
