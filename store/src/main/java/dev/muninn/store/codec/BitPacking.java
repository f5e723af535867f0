package dev.muninn.store.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers of equal width side by side, lowest bits first. */
final class BitPacking {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Up to this width a number and its bit offset fit into one load of 64 bits. */
    private static final int ONE_LOAD = 57;

    /** The same for several numbers side by side. */
    private static final int TWO_A_LOAD = 28;

    private static final int FOUR_A_LOAD = 14;

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

    /*
     * Reading is what queries spend most of their time on. One load serves as many numbers as surely
     * lie in it; eight numbers a turn leave the loop's own work small beside theirs.
     */

    /** Unpacks numbers. {@code in} needs eight readable bytes behind them. */
    static void unpack(byte[] in, int at, int count, int width, long[] out, int to) {
        int done = 0;
        if (width == 0) {
            Arrays.fill(out, to, to + count, 0);
            done = count;
        } else if (width <= FOUR_A_LOAD) {
            done = unpackFours(in, at, count, width, out, to);
        }
        for (int i = done; i < count; i++) {
            out[to + i] = number(in, at, (long) i * width, width);
        }
    }

    private static int unpackFours(byte[] in, int at, int count, int width, long[] out, int to) {
        long mask = (1L << width) - 1;
        int bit = 0;
        int i = to;
        for (; i < to + count - 3; i += 4) {
            long word = (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7);
            out[i] = word & mask;
            out[i + 1] = word >>> width & mask;
            out[i + 2] = word >>> 2 * width & mask;
            out[i + 3] = word >>> 3 * width & mask;
            bit += 4 * width;
        }
        return i - to;
    }

    /**
     * Unpacks numbers and adds them up: each is the one before, plus a base, plus what was packed.
     * {@code in} needs eight readable bytes behind them.
     *
     * @param last the number before the first
     * @return the last number
     */
    static long unpackSums(
            byte[] in, int at, int count, int width, long base, long last, long[] out, int to) {
        int done = 0;
        if (width <= FOUR_A_LOAD) {
            done = sumsByFours(in, at, count, width, base, last, out, to);
        } else if (width <= TWO_A_LOAD) {
            done = sumsByTwos(in, at, count, width, base, last, out, to);
        }
        long sum = done == 0 ? last : out[to + done - 1];
        for (int i = done; i < count; i++) {
            sum += number(in, at, (long) i * width, width) + base;
            out[to + i] = sum;
        }
        return sum;
    }

    private static int sumsByFours(
            byte[] in, int at, int count, int width, long base, long last, long[] out, int to) {
        long mask = (1L << width) - 1;
        int second = 2 * width;
        int third = 3 * width;
        long sum = last;
        int bit = 0;
        int i = to;
        for (; i < to + count - 7; i += 8) {
            long low = (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7);
            bit += 4 * width;
            long high = (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7);
            bit += 4 * width;
            long a = sum + base + (low & mask);
            long b = a + base + (low >>> width & mask);
            long c = b + base + (low >>> second & mask);
            long d = c + base + (low >>> third & mask);
            long e = d + base + (high & mask);
            long f = e + base + (high >>> width & mask);
            long g = f + base + (high >>> second & mask);
            sum = g + base + (high >>> third & mask);
            out[i] = a;
            out[i + 1] = b;
            out[i + 2] = c;
            out[i + 3] = d;
            out[i + 4] = e;
            out[i + 5] = f;
            out[i + 6] = g;
            out[i + 7] = sum;
        }
        return i - to;
    }

    private static int sumsByTwos(
            byte[] in, int at, int count, int width, long base, long last, long[] out, int to) {
        long mask = (1L << width) - 1;
        long sum = last;
        int bit = 0;
        int i = to;
        for (; i < to + count - 3; i += 4) {
            long low = (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7);
            bit += 2 * width;
            long high = (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7);
            bit += 2 * width;
            long a = sum + base + (low & mask);
            long b = a + base + (low >>> width & mask);
            long c = b + base + (high & mask);
            sum = c + base + (high >>> width & mask);
            out[i] = a;
            out[i + 1] = b;
            out[i + 2] = c;
            out[i + 3] = sum;
        }
        return i - to;
    }

    /** The number that begins {@code bit} bits behind {@code at}. */
    static long number(byte[] in, int at, long bit, int width) {
        if (width == 0) {
            return 0;
        }
        int place = at + (int) (bit >>> 3);
        int offset = (int) (bit & 7);
        long low = (long) LONG.get(in, place) >>> offset;
        long mask = -1L >>> (64 - width);
        return width <= ONE_LOAD || offset == 0
                ? low & mask
                : (low | (in[place + 8] & 0xffL) << (64 - offset)) & mask;
    }
}
