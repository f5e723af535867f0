package dev.muninn.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers as decimal text: for doubles the fewest digits that read back as the same double.
 * Confined to one thread.
 */
final class DecimalText {

    /** Sign, 17 digits, point, five zeros or an exponent, and some room. */
    static final int MAX_LENGTH = 40;

    private static final VarHandle PAIR =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /** The two digits of each number below a hundred. */
    private static final short[] PAIRS = pairs();

    /** Whole numbers up to here are exact, and have no more digits than are needed. */
    private static final double EXACT = 1e15;

    private static final long[] POWERS_OF_TEN = powersOfTen();

    private final ShortestDecimal decimal = new ShortestDecimal();

    private static short[] pairs() {
        short[] pairs = new short[100];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (short) ('0' + i / 10 | '0' + i % 10 << 8);
        }
        return pairs;
    }

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /** Writes a whole number and returns where it ends. */
    static int putLong(byte[] out, int at, long value) {
        if (value >= 0) {
            return putDigits(out, at, value, digitCount(value));
        }
        out[at] = '-';
        if (value == Long.MIN_VALUE) {
            int end = putDigits(out, at + 1, Long.MAX_VALUE, 19);
            out[end - 1] = '8';
            return end;
        }
        return putDigits(out, at + 1, -value, digitCount(-value));
    }

    private static int digitCount(long value) {
        // 1233 / 4096 is a little more than log10(2).
        long atLeastOne = value | 1;
        int guess = (64 - Long.numberOfLeadingZeros(atLeastOne)) * 1233 >>> 12;
        return atLeastOne >= POWERS_OF_TEN[guess] ? guess + 1 : guess;
    }

    private static int putDigits(byte[] out, int at, long value, int count) {
        int to = at + count;
        long rest = value;
        // Eight digits at a time as an int: shorter steps, and each piece's are independent.
        while (to - at > 8) {
            long next = rest / 100_000_000;
            to -= 8;
            putEight(out, to, (int) (rest - next * 100_000_000));
            rest = next;
        }
        int last = (int) rest;
        while (to - at >= 2) {
            int next = last / 100;
            to -= 2;
            PAIR.set(out, to, PAIRS[last - next * 100]);
            last = next;
        }
        if (to > at) {
            out[at] = (byte) ('0' + last);
        }
        return at + count;
    }

    private static void putEight(byte[] out, int at, int value) {
        int high = value / 10_000;
        int low = value - high * 10_000;
        PAIR.set(out, at, PAIRS[high / 100]);
        PAIR.set(out, at + 2, PAIRS[high % 100]);
        PAIR.set(out, at + 4, PAIRS[low / 100]);
        PAIR.set(out, at + 6, PAIRS[low % 100]);
    }

    /** Writes a finite double; {@code out} has room for {@link #MAX_LENGTH}. */
    int put(byte[] out, int at, double value) {
        int start = at;
        if (Double.doubleToRawLongBits(value) < 0) {
            out[start++] = '-';
        }
        double v = Math.abs(value);
        if (v < EXACT && (long) v == v) {
            return putDigits(out, start, (long) v, digitCount((long) v));
        }
        decimal.set(v);
        long digits = decimal.digits();
        int count = digitCount(digits);
        // Where the point would be if the first digit stood before it.
        int exponent = decimal.exponent() + count - 1;
        return v < 1e-6 || v >= 1e21
                ? putScientific(out, start, digits, count, exponent)
                : putPlain(out, start, digits, count, exponent);
    }

    private static int putPlain(byte[] out, int at, long digits, int count, int exponent) {
        int whole = exponent + 1;
        if (whole <= 0) {
            int first = putZeros(out, at, 2 - whole);
            out[at + 1] = '.';
            return putDigits(out, first, digits, count);
        }
        if (whole >= count) {
            return putZeros(out, putDigits(out, at, digits, count), whole - count);
        }
        int end = putDigits(out, at + 1, digits, count);
        System.arraycopy(out, at + 1, out, at, whole);
        out[at + whole] = '.';
        return end;
    }

    private static int putZeros(byte[] out, int at, int count) {
        for (int i = 0; i < count; i++) {
            out[at + i] = '0';
        }
        return at + count;
    }

    private static int putScientific(byte[] out, int at, long digits, int count, int exponent) {
        int end = putDigits(out, at + 1, digits, count);
        out[at] = out[at + 1];
        if (count > 1) {
            out[at + 1] = '.';
        } else {
            end = at + 1;
        }
        out[end++] = 'e';
        out[end++] = (byte) (exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return putDigits(out, end, size, Math.max(2, digitCount(size)));
    }
}
