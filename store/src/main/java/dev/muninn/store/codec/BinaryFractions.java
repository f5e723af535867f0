package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;

/** Scales doubles of similar size to integers by a power of two. Confined to one thread. */
final class BinaryFractions {

    private static final int MANTISSA = 52;
    private static final int EXPONENT = 0x7ff;
    private static final int BIAS = 1023 + MANTISSA;

    /** Integers stay below 2^60 so that differences of differences are longs. */
    private static final int WIDTH = 60;

    /** Shifts of integers that are doubles, dividing by which gives no subnormal number. */
    private static final int MAX_SHIFT = 960;

    private int shift;

    /**
     * Writes {@code value * 2^shift} for each value.
     *
     * @param exceptions gets the places of those that have no such integer: NaN, infinities, -0.0,
     *     and odd sizes
     * @param limit as many exceptions are allowed
     * @return the number of exceptions, or -1 if there are too many
     */
    int scale(long[] bits, int count, long[] scaled, int[] exceptions, int limit) {
        int least = leastExponent(bits, count);
        shift = BIAS - least;
        if (least == EXPONENT || Math.abs(shift) > MAX_SHIFT) {
            return -1;
        }
        int outside = 0;
        long before = 0;
        for (int i = 0; i < count; i++) {
            int up = exponent(bits[i]) - least;
            if (bits[i] == 0) {
                before = 0;
            } else if (exponent(bits[i]) > 0 && up >= 0 && up < WIDTH - MANTISSA) {
                long mantissa = bits[i] & (1L << MANTISSA) - 1 | 1L << MANTISSA;
                before = bits[i] < 0 ? -(mantissa << up) : mantissa << up;
            } else if (outside == limit) {
                return -1;
            } else {
                exceptions[outside++] = i;
            }
            scaled[i] = before;
        }
        return outside;
    }

    /** By how much the integers were shifted by the last call. */
    int shift() {
        return shift;
    }

    private static int exponent(long bits) {
        return (int) (bits >>> MANTISSA) & EXPONENT;
    }

    /** The exponent of the smallest number, no more than the width allows below the greatest. */
    private static int leastExponent(long[] bits, int count) {
        int least = EXPONENT;
        int greatest = 0;
        for (int i = 0; i < count; i++) {
            int exponent = exponent(bits[i]);
            if (exponent > 0 && exponent < EXPONENT) {
                least = Math.min(least, exponent);
                greatest = Math.max(greatest, exponent);
            }
        }
        return Math.max(least, greatest - (WIDTH - MANTISSA) + 1);
    }

    /** What integers are divided by to get the values back, exactly. */
    static double scale(long shift) {
        if (Math.abs(shift) > MAX_SHIFT) {
            throw new MuninnException(MuninnException.Kind.CORRUPT, "binary shift " + shift);
        }
        return Math.scalb(1.0, (int) shift);
    }
}
