package dev.muninn.store.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Adds up packed numbers of equal width without unpacking them. */
final class BitSums {

    /*
     * Narrow numbers are counted bit by bit: the bits of weight 2^j of all numbers in a word at once.
     * Wider ones are added several at a time: every other number of a word is masked out, so that each
     * has a lane of twice its width to add up in, where a group's numbers cannot overflow.
     */

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Bits that surely lie in one load, wherever in a byte they begin. */
    private static final int ONE_LOAD = 57;

    /** Up to this width counting bits is quicker; and lanes of wider numbers hold a group. */
    private static final int COUNTED = 4;

    /** Up to this width several numbers lie in one load. */
    private static final int ADDED = 28;

    /** By width, the lowest bit of every number in a load. */
    private static final long[] LOWEST = new long[ADDED + 1];

    /** By width, all bits of every other number in a load, beginning with the first. */
    private static final long[] EVEN = new long[ADDED + 1];

    /** The same of those between, moved to where the first ones are. */
    private static final long[] ODD = new long[ADDED + 1];

    static {
        for (int width = 1; width <= ADDED; width++) {
            for (int i = 0; i < ONE_LOAD / width; i++) {
                LOWEST[width] |= 1L << i * width;
                if (i % 2 == 0) {
                    EVEN[width] |= ((1L << width) - 1) << i * width;
                } else {
                    ODD[width] |= ((1L << width) - 1) << (i - 1) * width;
                }
            }
        }
    }

    private BitSums() {}

    /**
     * The sum of the numbers from one to before another, at most {@link IntegerColumn#GROUP}.
     * {@code in} needs eight readable bytes behind them.
     */
    static long sum(byte[] in, int at, int from, int to, int width) {
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
        int bits = ONE_LOAD / width * width;
        int bit = from * width;
        int left = (to - from) * width;
        long lowest = LOWEST[width];
        long sum = 0;
        while (left > 0) {
            long word = (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7);
            if (left < bits) {
                word &= (1L << left) - 1;
            }
            for (int j = 0; j < width; j++) {
                sum += (long) Long.bitCount(word >>> j & lowest) << j;
            }
            bit += bits;
            left -= bits;
        }
        return sum;
    }

    private static long byLanes(byte[] in, int at, int from, int to, int width) {
        int bits = ONE_LOAD / width * width;
        int bit = from * width;
        int left = (to - from) * width;
        long even = EVEN[width];
        long odd = ODD[width];
        long lanes = 0;
        for (; left >= bits; left -= bits) {
            long word = (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7);
            lanes += (word & even) + (word >>> width & odd);
            bit += bits;
        }
        if (left > 0) {
            long word = (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7) & (1L << left) - 1;
            lanes += (word & even) + (word >>> width & odd);
        }
        long sum = 0;
        long lane = (1L << 2 * width) - 1;
        for (; lanes != 0; lanes >>>= 2 * width) {
            sum += lanes & lane;
        }
        return sum;
    }
}
