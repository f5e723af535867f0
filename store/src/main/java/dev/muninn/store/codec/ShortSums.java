package dev.muninn.store.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Adds up few packed numbers of equal width at each of several places. */
final class ShortSums {

    /*
     * As BitSums does, but for as many numbers as lie on a leg of a Route: they are never more than
     * eight. Eight numbers of up to seven bits lie in one load, four of up to fourteen. Every other
     * number is masked out, so that each has a lane of twice its width to be added to its neighbour in;
     * what there is of lanes then is added up by one multiplication. All legs of a group have the same
     * width: what depends on it is outside the loops.
     */

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Most numbers of a sum. */
    static final int MOST = 8;

    /** A lane of twice this width may not hold a sum of eight numbers: bits are counted. */
    private static final int COUNTED = 2;

    /** Up to this width all numbers lie in one load. */
    private static final int ONE_LOAD = 7;

    /** Up to this width half of them do. */
    private static final int TWO_LOADS = 14;

    private ShortSums() {}

    /**
     * Adds up the numbers that legs lead over; {@code in} needs eight readable bytes behind them.
     *
     * @param at where the group's numbers begin
     * @param from the first leg over the group
     * @param to one behind its last leg
     * @param out gets the sum of leg n at place n behind {@code outAt}
     */
    static void add(
            byte[] in, int at, int width, char[] legs, int from, int to, long[] out, int outAt) {
        if (width <= COUNTED) {
            count(in, at, width, legs, from, to, out, outAt);
        } else if (width <= ONE_LOAD) {
            addAtOnce(in, at, width, legs, from, to, out, outAt);
        } else if (width <= TWO_LOADS) {
            addByHalves(in, at, width, legs, from, to, out, outAt);
        } else {
            addWide(in, at, width, legs, from, to, out, outAt);
        }
    }

    private static void count(
            byte[] in, int at, int width, char[] legs, int from, int to, long[] out, int outAt) {
        // Of no bits there are none: then all is masked out.
        long low = width == 1 ? 0xff : width == 2 ? 0x5555 : 0;
        long high = width == 2 ? 0xaaaa : 0;
        for (int i = from; i < to; i++) {
            long word = numbers(in, at, width, Route.first(legs[i]), Route.length(legs[i]));
            out[outAt + i] = Long.bitCount(word & low) + 2L * Long.bitCount(word & high);
        }
    }

    private static void addAtOnce(
            byte[] in, int at, int width, char[] legs, int from, int to, long[] out, int outAt) {
        int lane = 2 * width;
        long mask = (1L << width) - 1;
        long even = mask | mask << lane;
        even |= even << 2 * lane;
        long lanes = 1L | 1L << lane;
        lanes |= lanes << 2 * lane;
        long highest = (1L << lane) - 1;
        for (int i = from; i < to; i++) {
            long word = numbers(in, at, width, Route.first(legs[i]), Route.length(legs[i]));
            long pairs = (word & even) + (word >>> width & even);
            // Above the highest lane stands what the multiplication left of the others.
            out[outAt + i] = pairs * lanes >>> 3 * lane & highest;
        }
    }

    private static void addByHalves(
            byte[] in, int at, int width, char[] legs, int from, int to, long[] out, int outAt) {
        int lane = 2 * width;
        long mask = (1L << width) - 1;
        long even = mask | mask << lane;
        long lowest = (1L << lane) - 1;
        for (int i = from; i < to; i++) {
            int first = Route.first(legs[i]);
            int length = Route.length(legs[i]);
            int half = Math.min(length, MOST / 2);
            long word = numbers(in, at, width, first, half);
            long pairs = (word & even) + (word >>> width & even);
            word = numbers(in, at, width, first + half, length - half);
            pairs += (word & even) + (word >>> width & even);
            out[outAt + i] = (pairs & lowest) + (pairs >>> lane);
        }
    }

    private static void addWide(
            byte[] in, int at, int width, char[] legs, int from, int to, long[] out, int outAt) {
        for (int i = from; i < to; i++) {
            int first = Route.first(legs[i]);
            out[outAt + i] = BitSums.between(in, at, first, first + Route.length(legs[i]), width);
        }
    }

    /** So many numbers side by side, with nothing behind them; they have to lie in one load. */
    private static long numbers(byte[] in, int at, int width, int first, int count) {
        int bit = first * width;
        long word = (long) LONG.get(in, at + (bit >>> 3)) >>> (bit & 7);
        return word & (1L << count * width) - 1;
    }
}
