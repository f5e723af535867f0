package dev.muninn.store.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers of equal width side by side, lowest bits first. */
final class BitPacking {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Up to this width a number and its bit offset fit into one load of 64 bits. */
    private static final int ONE_LOAD = 57;

    private BitPacking() {}

    static int bytes(int count, int width) {
        return (int) (((long) count * width + 7) >>> 3);
    }

    /** Packs numbers below 2^width; {@code out} needs eight spare bytes behind them. */
    static void pack(long[] values, int from, int count, int width, byte[] out, int at) {
        if (width == 0) {
            return;
        }
        long pending = 0;
        int used = 0;
        int to = at;
        for (int i = from; i < from + count; i++) {
            long value = values[i];
            pending |= value << used;
            used += width;
            if (used >= 64) {
                LONG.set(out, to, pending);
                to += 8;
                used -= 64;
                pending = used == 0 ? 0 : value >>> (width - used);
            }
        }
        LONG.set(out, to, pending);
    }

    /**
     * Unpacks numbers and turns each into {@code (number << shift) + base}. {@code in} needs eight
     * readable bytes behind them.
     */
    static void unpack(
            byte[] in, int at, int count, int width, int shift, long base, long[] out, int to) {
        if (width == 0) {
            java.util.Arrays.fill(out, to, to + count, base);
        } else if (width <= ONE_LOAD) {
            long mask = (1L << width) - 1;
            int bit = 0;
            for (int i = to; i < to + count; i++) {
                long word = (long) LONG.get(in, at + (bit >>> 3));
                out[i] = ((word >>> (bit & 7) & mask) << shift) + base;
                bit += width;
            }
        } else {
            unpackWide(in, at, count, width, shift, base, out, to);
        }
    }

    private static void unpackWide(
            byte[] in, int at, int count, int width, int shift, long base, long[] out, int to) {
        long mask = -1L >>> (64 - width);
        long bit = 0;
        for (int i = to; i < to + count; i++) {
            int place = at + (int) (bit >>> 3);
            int offset = (int) (bit & 7);
            long low = (long) LONG.get(in, place) >>> offset;
            long high = offset == 0 ? 0 : (in[place + 8] & 0xffL) << (64 - offset);
            out[i] = (((low | high) & mask) << shift) + base;
            bit += width;
        }
    }
}
