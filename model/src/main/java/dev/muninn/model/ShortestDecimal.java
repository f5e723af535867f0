package dev.muninn.model;

import java.math.BigInteger;

/**
 * The decimal of fewest digits that reads back as a given double, and of those the nearest to it.
 *
 * <p>Follows Raffaello Giulietti, "The Schubfach way to render doubles" (2020); an instance is
 * reused from number to number by one thread.
 */
final class ShortestDecimal {

    /*
     * A double is c * 2^q; what rounds to it lies between (c - 1/2) * 2^q and (c + 1/2) * 2^q. There
     * is one power of ten 10^k so large that this interval holds at least one multiple of it, and so
     * small that it holds only few: the wanted digits are one of the two multiples around the
     * double, or one of the two multiples of 10^(k+1). All are compared as integers that 126 bits of
     * 10^-k are enough to get right; times four, so that halves and quarters are whole.
     */

    private static final int MIN_EXPONENT = -1074;
    private static final long HIDDEN_BIT = 1L << 52;

    private static final int MIN_POWER = -324;
    private static final int MAX_POWER = 292;
    private static final long LOW_63 = Long.MAX_VALUE;

    /** For k from MIN_POWER on, high and low 63 bits of 10^-k, scaled to 126 bits, rounded up. */
    private static final long[] POWERS = powers();

    /** 2^64 / 10, rounded up. */
    private static final long TENTH = 0x199999999999999AL;

    private long digits;
    private int exponent;

    private static long[] powers() {
        long[] powers = new long[2 * (MAX_POWER - MIN_POWER + 1)];
        for (int k = MIN_POWER; k <= MAX_POWER; k++) {
            BigInteger power = BigInteger.TEN.pow(Math.abs(k));
            int shift = 125 - floorLog2OfPowerOfTen(-k);
            BigInteger scaled;
            if (k > 0) {
                scaled = BigInteger.ONE.shiftLeft(shift).divide(power);
            } else {
                scaled = shift > 0 ? power.shiftLeft(shift) : power.shiftRight(-shift);
            }
            scaled = scaled.add(BigInteger.ONE);
            powers[2 * (k - MIN_POWER)] = scaled.shiftRight(63).longValueExact();
            powers[2 * (k - MIN_POWER) + 1] = scaled.longValue() & LOW_63;
        }
        return powers;
    }

    // The logarithms are exact for all exponents of doubles.

    private static int floorLog2OfPowerOfTen(int e) {
        return (int) (e * 913_124_641_741L >> 38);
    }

    private static int floorLog10OfPowerOfTwo(int e) {
        return (int) (e * 661_971_961_083L >> 41);
    }

    /** Of 3/4 * 2^e: below a power of two the next double is only half as far. */
    private static int floorLog10OfThreeQuarters(int e) {
        return (int) (e * 661_971_961_083L - 274_743_187_321L >> 41);
    }

    /** The digits as one number, without zeros at the end: the value is digits * 10^exponent. */
    long digits() {
        return digits;
    }

    int exponent() {
        return exponent;
    }

    /** Takes a double that is finite and above zero. */
    void set(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> 52);
        long fraction = bits & HIDDEN_BIT - 1;
        if (biased == 0) {
            find(fraction, MIN_EXPONENT);
        } else {
            find(fraction | HIDDEN_BIT, MIN_EXPONENT - 1 + biased);
        }
        dropZeros();
    }

    private void find(long c, int q) {
        long odd = c & 1;
        boolean isRegular = c != HIDDEN_BIT || q == MIN_EXPONENT;
        int k = isRegular ? floorLog10OfPowerOfTwo(q) : floorLog10OfThreeQuarters(q);
        int shift = q + floorLog2OfPowerOfTen(-k) + 2;
        long high = POWERS[2 * (k - MIN_POWER)];
        long low = POWERS[2 * (k - MIN_POWER) + 1];
        long middle = multiple(high, low, c << 2 << shift);
        // Ends of the interval belong to it if c is even: reading rounds to it.
        long from = multiple(high, low, (c << 2) - (isRegular ? 2 : 1) << shift) + odd;
        long to = multiple(high, low, (c << 2) + 2 << shift) - odd;
        exponent = k;
        long below = middle >> 2;
        if (below >= 100) {
            long shorter = 10 * Math.multiplyHigh(below, TENTH);
            boolean isBelowIn = from <= shorter << 2;
            boolean isAboveIn = shorter + 10 << 2 <= to;
            if (isBelowIn != isAboveIn) {
                digits = isBelowIn ? shorter : shorter + 10;
                return;
            }
        }
        boolean isBelowIn = from <= below << 2;
        boolean isAboveIn = below + 1 << 2 <= to;
        if (isBelowIn != isAboveIn) {
            digits = isBelowIn ? below : below + 1;
            return;
        }
        long nearer = middle - (below + below + 1 << 1);
        digits = nearer < 0 || (nearer == 0 && (below & 1) == 0) ? below : below + 1;
    }

    /** The product with a power, its last bit telling whether anything was cut off. */
    private static long multiple(long high, long low, long factor) {
        long carried = Math.multiplyHigh(low, factor);
        long middle = high * factor;
        long top = Math.multiplyHigh(high, factor);
        long sum = (middle >>> 1) + carried;
        return top + (sum >>> 63) | (sum & LOW_63) + LOW_63 >>> 63;
    }

    private void dropZeros() {
        long n = digits;
        int zeros = 0;
        for (long rest = n / 100_000_000; rest * 100_000_000 == n; rest = n / 100_000_000) {
            n = rest;
            zeros += 8;
        }
        if (n % 10 == 0) {
            if (n % 10_000 == 0) {
                n /= 10_000;
                zeros += 4;
            }
            while (n % 10 == 0) {
                n /= 10;
                zeros++;
            }
        }
        digits = n;
        exponent += zeros;
    }
}
