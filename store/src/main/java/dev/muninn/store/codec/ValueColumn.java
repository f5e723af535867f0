package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;

/**
 * A column of doubles, bit for bit: one value repeated, decimals scaled to integers, or {@link
 * XorColumn} where neither fits. Confined to one thread; memory is reused from call to call.
 */
public final class ValueColumn {

    /*
     * A double that was once written with few decimals is l / 10^e for a small integer l, and the
     * division gives back its exact bits; this is tested for each value (as in ALP, SIGMOD 2024).
     * What fails the test - the staleness marker, -0.0, infinities - is kept aside with its
     * position, as long as it is no more than an eighth of the column.
     */

    private static final int CONSTANT = 0;
    private static final int DECIMAL = 1;
    private static final int XOR = 2;

    /** Powers of ten that a double holds exactly and that leave room for digits below 2^53. */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    /** Above, neighbouring integers are no longer all doubles. */
    private static final double MAX_INTEGER = 1L << 53;

    private final IntegerColumn integers = new IntegerColumn();
    private long[] scaled = new long[128];
    private int[] exceptions = new int[16];

    /** Appends the first {@code count} values, given by their bits. */
    public void encode(long[] bits, int count, ByteWriter out) {
        if (isConstant(bits, count)) {
            out.u8(CONSTANT).u64(count == 0 ? 0 : bits[0]);
            return;
        }
        if (scaled.length < count) {
            scaled = new long[count];
        }
        int start = out.size();
        int limit = count / 8;
        if (exceptions.length < limit) {
            exceptions = new int[limit];
        }
        int exponent = exponentFor(bits, count, limit);
        int outside = exponent < 0 ? -1 : scale(bits, count, exponent, limit);
        if (outside < 0) {
            out.u8(XOR);
            XorColumn.encode(bits, count, out);
            return;
        }
        out.u8(DECIMAL | exponent << 2).varint(outside);
        int before = 0;
        for (int i = 0; i < outside; i++) {
            out.varint(exceptions[i] - before).u64(bits[exceptions[i]]);
            before = exceptions[i];
        }
        integers.encode(scaled, count, out);
        // Long digits that vary wildly pack no better than the doubles themselves.
        if (out.size() - start > 6L * count) {
            int decimalEnd = out.size();
            out.u8(XOR);
            XorColumn.encode(bits, count, out);
            int xorLength = out.size() - decimalEnd;
            if (xorLength < decimalEnd - start) {
                System.arraycopy(out.array(), decimalEnd, out.array(), start, xorLength);
                out.truncate(start + xorLength);
            } else {
                out.truncate(decimalEnd);
            }
        }
    }

    private static boolean isConstant(long[] bits, int count) {
        for (int i = 1; i < count; i++) {
            if (bits[i] != bits[0]) {
                return false;
            }
        }
        return true;
    }

    /** The smallest exponent that fits nearly all values, or -1. */
    private static int exponentFor(long[] bits, int count, int limit) {
        int exponent = 0;
        int misses = 0;
        for (int i = 0; i < count; i++) {
            double value = Double.longBitsToDouble(bits[i]);
            if (fits(value, bits[i], exponent)) {
                continue;
            }
            int tried = exponent + 1;
            while (tried < POWERS.length && !fits(value, bits[i], tried)) {
                tried++;
            }
            if (tried < POWERS.length) {
                exponent = tried;
            } else if (++misses > limit) {
                return -1;
            }
        }
        return exponent;
    }

    private static boolean fits(double value, long bits, int exponent) {
        double power = POWERS[exponent];
        double product = value * power;
        if (!(Math.abs(product) < MAX_INTEGER)) {
            return false;
        }
        long integer = round(product);
        return Double.doubleToRawLongBits(integer / power) == bits;
    }

    private static long round(double value) {
        return (long) (value + Math.copySign(0.5, value));
    }

    /** Fills {@link #scaled} and {@link #exceptions}; the number of these, or -1 if too many. */
    private int scale(long[] bits, int count, int exponent, int limit) {
        double power = POWERS[exponent];
        int outside = 0;
        long before = 0;
        for (int i = 0; i < count; i++) {
            double product = Double.longBitsToDouble(bits[i]) * power;
            long integer = round(product);
            if (Math.abs(product) < MAX_INTEGER
                    && Double.doubleToRawLongBits(integer / power) == bits[i]) {
                before = integer;
            } else {
                if (outside == limit) {
                    return -1;
                }
                exceptions[outside++] = i;
            }
            scaled[i] = before;
        }
        return outside;
    }

    /**
     * Reads {@code count} values. The reader's array needs {@link IntegerColumn#SLACK} bytes behind
     * its end to be read fast.
     */
    static void decode(ByteReader in, int count, double[] out, int to) {
        int head = in.u8();
        switch (head & 3) {
            case CONSTANT -> Arrays.fill(out, to, to + count, Double.longBitsToDouble(in.u64()));
            case DECIMAL -> decodeDecimal(in, count, head >>> 2, out, to);
            case XOR -> XorColumn.decode(in, count, out, to);
            default ->
                    throw new MuninnException(
                            MuninnException.Kind.CORRUPT, "value column of unknown mode " + head);
        }
    }

    private static void decodeDecimal(
            ByteReader in, int count, int exponent, double[] out, int to) {
        if (exponent >= POWERS.length) {
            throw new MuninnException(MuninnException.Kind.CORRUPT, "decimal exponent " + exponent);
        }
        int outside = in.count(count);
        int list = in.position();
        for (int i = 0; i < outside; i++) {
            in.varint();
            in.skip(8);
        }
        IntegerColumn.decode(in, count, POWERS[exponent], out, to);
        if (outside > 0) {
            decodeExceptions(new ByteReader(in.array(), list, in.end()), outside, count, out, to);
        }
    }

    private static void decodeExceptions(
            ByteReader in, int outside, int count, double[] out, int to) {
        int position = 0;
        for (int i = 0; i < outside; i++) {
            position += in.count(count - 1 - position);
            out[to + position] = Double.longBitsToDouble(in.u64());
        }
    }
}
