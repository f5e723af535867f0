package dev.muninn.store.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

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

    /** What is to be added up: the numbers of a group, from the first to each of some positions. */
    record Wanted(int[] positions, int from, int to, int groupStart, long[] out) {

        /** Whether nobody wants to know about what follows the group. */
        boolean isLast() {
            return to == positions.length;
        }

        int index(int wanted) {
            return positions[wanted] - groupStart;
        }
    }

    /**
     * Adds up the numbers of a group, of which {@code in} needs eight readable bytes behind them.
     *
     * @return the sum of all, or anything if no later group is wanted
     */
    static long add(byte[] in, int at, int count, int width, Wanted wanted) {
        if (width == 0) {
            Arrays.fill(wanted.out, wanted.from, wanted.to, 0);
            return 0;
        }
        if (width > ADDED) {
            return oneByOne(in, at, count, width, wanted);
        }
        return width <= COUNTED
                ? byBits(in, at, count, width, wanted)
                : byLanes(in, at, count, width, wanted);
    }

    private static long oneByOne(byte[] in, int at, int count, int width, Wanted wanted) {
        long sum = 0;
        int done = 0;
        for (int i = wanted.from; i < wanted.to; i++) {
            for (int end = wanted.index(i) + 1; done < end; done++) {
                sum += BitPacking.number(in, at, (long) done * width, width);
            }
            wanted.out[i] = sum;
        }
        for (; done < count && !wanted.isLast(); done++) {
            sum += BitPacking.number(in, at, (long) done * width, width);
        }
        return sum;
    }

    private static long byBits(byte[] in, int at, int count, int width, Wanted wanted) {
        int perLoad = ONE_LOAD / width;
        long lowest = LOWEST[width];
        long sum = 0;
        int next = wanted.from;
        int bit = 0;
        for (int done = 0; done < count; done += perLoad) {
            long word = (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7);
            for (; next < wanted.to && wanted.index(next) < done + perLoad; next++) {
                long some = word & (1L << (wanted.index(next) - done + 1) * width) - 1;
                wanted.out[next] = sum + ofBits(some, width, lowest);
            }
            if (next == wanted.to && wanted.isLast()) {
                return 0;
            }
            sum += ofBits(upTo(count - done, perLoad, word, width), width, lowest);
            bit += perLoad * width;
        }
        return sum;
    }

    private static long ofBits(long word, int width, long lowest) {
        long sum = 0;
        for (int j = 0; j < width; j++) {
            sum += (long) Long.bitCount(word >>> j & lowest) << j;
        }
        return sum;
    }

    private static long byLanes(byte[] in, int at, int count, int width, Wanted wanted) {
        int perLoad = ONE_LOAD / width;
        long even = EVEN[width];
        long odd = ODD[width];
        long lanes = 0;
        int next = wanted.from;
        int bit = 0;
        for (int done = 0; done < count; done += perLoad) {
            long word = (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7);
            for (; next < wanted.to && wanted.index(next) < done + perLoad; next++) {
                long some = word & (1L << (wanted.index(next) - done + 1) * width) - 1;
                wanted.out[next] = ofLanes(lanes + (some & even) + (some >>> width & odd), width);
            }
            if (next == wanted.to && wanted.isLast()) {
                return 0;
            }
            long some = upTo(count - done, perLoad, word, width);
            lanes += (some & even) + (some >>> width & odd);
            bit += perLoad * width;
        }
        return ofLanes(lanes, width);
    }

    /** A word without what stands behind the last number. */
    private static long upTo(int left, int perLoad, long word, int width) {
        return left >= perLoad ? word : word & (1L << left * width) - 1;
    }

    private static long ofLanes(long lanes, int width) {
        long sum = 0;
        long lane = (1L << 2 * width) - 1;
        for (long left = lanes; left != 0; left >>>= 2 * width) {
            sum += left & lane;
        }
        return sum;
    }
}
