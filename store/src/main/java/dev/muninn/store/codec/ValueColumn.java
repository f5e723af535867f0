package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of doubles, bit for bit: one value repeated, decimals or binary fractions scaled to
 * integers, or {@link XorColumn} where nothing fits. Encoding is confined to one thread and reuses
 * memory from call to call.
 */
public final class ValueColumn {

    /*
     * A double that was once written with few decimals is l / 10^e for a small integer l, and the
     * division gives back its exact bits; this is tested for each value (as in ALP, SIGMOD 2024).
     * What fails the test - the staleness marker, -0.0, infinities - is kept aside with its
     * position, as long as it is no more than an eighth of the column.
     *
     * Doubles of full precision but similar size, such as sums of durations, are l / 2^k for integers
     * below 2^60. Their differences take fewer bits than XORed neighbours, and are quicker to read.
     *
     * Exporters make seconds of milliseconds by * 0.001 and of microseconds by / 1000 / 1000, of which
     * a last digit may be off. These are tried where the division does not give the same bits.
     */

    private static final int CONSTANT = 0;
    private static final int DECIMAL = 1;
    private static final int XOR = XorColumn.KIND;
    private static final int BINARY = 3;

    /** Multiplied by a power of ten; a constant has no exponent. */
    private static final int PRODUCT = CONSTANT;

    private static final int MILLIONTHS = XOR | 1 << 2;

    /** Powers of ten that a double holds exactly and that leave room for digits below 2^53. */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private static final double[] FACTORS = {
        1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14,
        1e-15
    };

    /**
     * Integers that were rounded more than by one division.
     *
     * @param power what makes the integers again
     */
    private record Rounded(int head, double power, Scale scale) {}

    /** The likely ones first. */
    private static final List<Rounded> ROUNDED =
            List.of(
                    product(3),
                    new Rounded(MILLIONTHS, 1e6, new Scale.Millionths()),
                    product(6),
                    product(9),
                    product(2),
                    product(1));

    private static Rounded product(int exponent) {
        return new Rounded(
                PRODUCT | exponent << 2, POWERS[exponent], new Scale.Product(FACTORS[exponent]));
    }

    /** Above, neighbouring integers are no longer all doubles. */
    private static final double MAX_INTEGER = 1L << 53;

    private final IntegerColumn integers = new IntegerColumn();
    private long[] scaled = new long[128];
    private int[] exceptions = new int[16];
    private final BinaryFractions fractions = new BinaryFractions();

    /** Appends the first {@code count} values, given by their bits. */
    public void encode(long[] bits, int count, ByteWriter out) {
        if (isConstant(bits, count)) {
            out.u8(CONSTANT).u64(count == 0 ? 0 : bits[0]);
            return;
        }
        if (scaled.length < count) {
            scaled = new long[count];
        }
        int limit = count / 8;
        if (exceptions.length < limit) {
            exceptions = new int[limit];
        }
        int start = out.size();
        int exponent = exponentFor(bits, count, limit);
        int outside =
                exponent < 0 ? -1 : scale(bits, count, POWERS[exponent], decimal(exponent), limit);
        if (outside >= 0) {
            out.u8(DECIMAL | exponent << 2);
            encodeScaled(bits, count, outside, out);
            if (out.size() - start <= 2L * count) {
                return;
            }
        }
        encodeRounded(bits, count, exponent, start, out);
        if (out.size() > start && out.size() - start <= 4L * count) {
            return;
        }
        // Long digits that vary wildly pack no better than the doubles themselves.
        int end = out.size();
        outside = fractions.scale(bits, count, scaled, exceptions, limit);
        if (outside >= 0) {
            out.u8(BINARY).zigzag(fractions.shift());
            encodeScaled(bits, count, outside, out);
            end = keepShorter(start, end, out);
            if (end - start <= 4L * count) {
                return;
            }
        }
        out.u8(XOR);
        XorColumn.encode(bits, count, out);
        keepShorter(start, end, out);
    }

    /**
     * Puts a rounded form of no more digits in place of what stands behind the start, if it is
     * shorter.
     */
    private void encodeRounded(long[] bits, int count, int exponent, int start, ByteWriter out) {
        int end = out.size();
        for (Rounded rounded : ROUNDED) {
            if (exponent >= 0 && rounded.power > POWERS[exponent]) {
                continue;
            }
            int outside = scale(bits, count, rounded.power, rounded.scale, count / 8);
            if (outside >= 0) {
                out.u8(rounded.head);
                encodeScaled(bits, count, outside, out);
                keepShorter(start, end, out);
                return;
            }
        }
    }

    private void encodeScaled(long[] bits, int count, int outside, ByteWriter out) {
        out.varint(outside);
        int before = 0;
        for (int i = 0; i < outside; i++) {
            out.varint(exceptions[i] - before).u64(bits[exceptions[i]]);
            before = exceptions[i];
        }
        integers.encode(scaled, count, out);
    }

    /** Of two forms one behind the other keeps the shorter; where it ends. */
    private static int keepShorter(int start, int middle, ByteWriter out) {
        int length = out.size() - middle;
        if (middle > start && length >= middle - start) {
            out.truncate(middle);
        } else {
            System.arraycopy(out.array(), middle, out.array(), start, length);
            out.truncate(start + length);
        }
        return out.size();
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
    private int scale(long[] bits, int count, double power, Scale scale, int limit) {
        int outside = 0;
        long before = 0;
        for (int i = 0; i < count; i++) {
            double product = Double.longBitsToDouble(bits[i]) * power;
            long integer = round(product);
            if (Math.abs(product) < MAX_INTEGER
                    && Double.doubleToRawLongBits(scale.of(integer)) == bits[i]) {
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
        Scale scale = scale(head, in);
        if (scale != null) {
            decodeScaled(in, count, scale, out, to);
        } else if (isConstant(head)) {
            Arrays.fill(out, to, to + count, Double.longBitsToDouble(in.u64()));
        } else {
            XorColumn.decode(in, count, out, to);
        }
    }

    /** Whether a column with this head is one value repeated, so that it has any count. */
    static boolean isConstant(int head) {
        return head == CONSTANT;
    }

    /** What makes a column's values of integers; null if it is not made of integers. */
    static @Nullable Scale scale(int head, ByteReader in) {
        return switch (head & 3) {
            case DECIMAL -> decimal(head >>> 2);
            case BINARY -> new Scale.Quotient(BinaryFractions.scale(in.zigzag()));
            case PRODUCT -> isConstant(head) ? null : new Scale.Product(FACTORS[known(head >>> 2)]);
            default -> head == MILLIONTHS ? new Scale.Millionths() : null;
        };
    }

    private static Scale decimal(int exponent) {
        return new Scale.Quotient(POWERS[known(exponent)]);
    }

    private static int known(int exponent) {
        if (exponent >= POWERS.length) {
            throw new MuninnException(MuninnException.Kind.CORRUPT, "decimal exponent " + exponent);
        }
        return exponent;
    }

    private static void decodeScaled(ByteReader in, int count, Scale scale, double[] out, int to) {
        int list = in.position();
        int outside = skipExceptions(in, count);
        IntegerColumn.decode(in, count, scale, out, to);
        if (outside > 0) {
            ByteReader exceptions = new ByteReader(in.array(), list, in.end());
            forEachException(exceptions, count, (position, value) -> out[to + position] = value);
        }
    }

    /** Goes to the integers behind the exceptions; how many these are. */
    static int skipExceptions(ByteReader in, int count) {
        int outside = in.count(count);
        for (int i = 0; i < outside; i++) {
            in.varint();
            in.skip(8);
        }
        return outside;
    }

    /** Takes a value that is kept aside, and its position in the column. */
    interface Aside {
        void at(int position, double value);
    }

    static void forEachException(ByteReader in, int count, Aside taker) {
        int position = 0;
        for (int left = in.count(count); left > 0; left--) {
            position += in.count(count - 1 - position);
            taker.at(position, Double.longBitsToDouble(in.u64()));
        }
    }
}
