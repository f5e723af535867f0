package dev.muninn.store.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Adds up packed numbers of equal width without unpacking them. */
final class BitSums {

    /*
     * Narrow numbers are counted bit by bit: the bits of weight 2^j of all numbers in a word at once.
     * Wider ones are added several at a time: every other number of a word is masked out, so that each
     * has a lane of twice its width to add up in, where a group's numbers cannot overflow. In the end
     * one multiplication adds up the lanes in the highest of them. What adds up to more than a lane holds
     * is added in pairs of lanes first.
     */

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Bits that surely lie in one load, wherever in a byte they begin. */
    private static final int ONE_LOAD = 57;

    /** Up to this width counting bits is quicker; and lanes of wider numbers hold a group. */
    private static final int COUNTED = 4;

    /** The sum of a group takes so many bits more than one number. */
    private static final int GROUP_BITS = Integer.numberOfTrailingZeros(IntegerColumn.GROUP);

    /** Up to this width a lane may not hold the sum of a group. */
    private static final int PAIRED = 6;

    /** Up to this width several numbers lie in one load. */
    private static final int ADDED = 28;

    /** By width, the lowest bit of every number in a load. */
    private static final long[] LOWEST = new long[ADDED + 1];

    /** By width, all bits of every other number in a load, beginning with the first. */
    private static final long[] EVEN = new long[ADDED + 1];

    /** The same of those between, moved to where the first ones are. */
    private static final long[] ODD = new long[ADDED + 1];

    /** By width, every other lane of those that are added in pairs. */
    private static final long[] PAIRS = new long[PAIRED + 1];

    /** By width, the lowest bit of every lane that is added to the others. */
    private static final long[] LANES = new long[ADDED + 1];

    /** By width, where the highest of these begins. */
    private static final int[] HIGHEST = new int[ADDED + 1];

    static {
        for (int width = 1; width <= ADDED; width++) {
            int perLoad = ONE_LOAD / width;
            for (int i = 0; i < perLoad; i++) {
                LOWEST[width] |= 1L << i * width;
                if (i % 2 == 0) {
                    EVEN[width] |= ((1L << width) - 1) << i * width;
                } else {
                    ODD[width] |= ((1L << width) - 1) << (i - 1) * width;
                }
            }
            int lane = width > PAIRED ? 2 * width : 4 * width;
            for (int at = 0; at < perLoad * width; at += lane) {
                LANES[width] |= 1L << at;
                HIGHEST[width] = at;
                if (width <= PAIRED) {
                    PAIRS[width] |= ((1L << 2 * width) - 1) << at;
                }
            }
        }
    }

    private BitSums() {}

    /**
     * Adds up the numbers of a group from one to before another; {@code in} needs eight readable
     * bytes behind them.
     */
    static long between(byte[] in, int at, int from, int to, int width) {
        if (width == 0) {
            return 0;
        }
        if (width > ADDED) {
            return oneByOne(in, at, from, to, width);
        }
        return width <= COUNTED
                ? byBits(in, at, from, to, width)
                : byLanes(in, at, from, to, width);
    }

    private static long oneByOne(byte[] in, int at, int from, int to, int width) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += BitPacking.number(in, at, (long) i * width, width);
        }
        return sum;
    }

    private static long byBits(byte[] in, int at, int from, int to, int width) {
        int perLoad = ONE_LOAD / width;
        long lowest = LOWEST[width];
        long sum = 0;
        int bit = from * width;
        int left = to - from;
        for (; left > perLoad; left -= perLoad) {
            sum += ofBits(load(in, at, bit), width, lowest);
            bit += perLoad * width;
        }
        return sum + ofBits(first(left, load(in, at, bit), width), width, lowest);
    }

    private static long ofBits(long word, int width, long lowest) {
        // Not a loop: for one to four turns its own work would be more than theirs.
        long sum = Long.bitCount(word & lowest);
        if (width > 1) {
            sum += (long) Long.bitCount(word >>> 1 & lowest) << 1;
        }
        if (width > 2) {
            sum += (long) Long.bitCount(word >>> 2 & lowest) << 2;
        }
        if (width > 3) {
            sum += (long) Long.bitCount(word >>> 3 & lowest) << 3;
        }
        return sum;
    }

    private static long byLanes(byte[] in, int at, int from, int to, int width) {
        int perLoad = ONE_LOAD / width;
        long even = EVEN[width];
        long odd = ODD[width];
        long lanes = 0;
        int bit = from * width;
        int left = to - from;
        for (; left > perLoad; left -= perLoad) {
            long word = load(in, at, bit);
            lanes += (word & even) + (word >>> width & odd);
            bit += perLoad * width;
        }
        long word = first(left, load(in, at, bit), width);
        lanes += (word & even) + (word >>> width & odd);
        if (width <= PAIRED) {
            lanes = (lanes & PAIRS[width]) + (lanes >>> 2 * width & PAIRS[width]);
        }
        // Above that lane stands what the multiplication left of the others.
        long all = lanes * LANES[width] >>> HIGHEST[width];
        return all & (1L << width + GROUP_BITS) - 1;
    }

    private static long load(byte[] in, int at, int bit) {
        return (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7);
    }

    /** A word without what stands behind the last of so many numbers. */
    private static long first(int count, long word, int width) {
        return word & (1L << count * width) - 1;
    }
}
