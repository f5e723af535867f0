package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads columns of integers in which likely sizes take few bits: each number is a {@link
 * HuffmanCode} for the class of its size, and the digits behind. {@link HuffmanEncoder} writes
 * them.
 */
final class HuffmanColumn {

    /*
     * For numbers of uneven sizes, of which a few large ones would widen a whole packed group: how long
     * something took, what a disk wrote. All of a column has to be unpacked to get at one number, so it
     * is for where it is much shorter than IntegerColumn, which knows it by the form in front
     * (docs/formats/chunk.md).
     *
     * Where a number begins is known only when the one before is read, so there are four rows of bits,
     * one for each quarter of the numbers, which the processor reads side by side.
     */

    /** Forms of {@link IntegerColumn} are below. */
    static final int FORM = 4;

    /** So many keep the processor busy while it waits for the end of a number. */
    static final int ROWS = 4;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private HuffmanColumn() {}

    /** Whether the column that begins here is one of these. */
    static boolean isNext(ByteReader in) {
        return in.remaining() > 0 && in.array()[in.position()] >= FORM;
    }

    /** How many of so many numbers stand in each row, as long as there are any left. */
    static int share(int count) {
        return (count + ROWS - 1) / ROWS;
    }

    /** Reads numbers, the form in front of them included. */
    static void decode(ByteReader in, int count, long[] out) {
        int order = in.u8() - FORM;
        if (order < 0 || order > SizeForm.MAX_ORDER || order >= count) {
            throw corrupt("column of form " + (order + FORM) + " with " + count + " numbers");
        }
        for (int i = 0; i < order; i++) {
            out[i] = in.zigzag();
        }
        SizeForm form = SizeForm.read(order, in);
        sizes(in, form, out, order, count);
        form.restore(out, order, count);
        for (int i = order; i > 0; i--) {
            addUp(out, i, count);
        }
    }

    private static void addUp(long[] numbers, int from, int count) {
        long sum = numbers[from - 1];
        for (int i = from; i < count; i++) {
            sum += numbers[i];
            numbers[i] = sum;
        }
    }

    private static void sizes(ByteReader in, SizeForm form, long[] out, int from, int to) {
        long[] table = HuffmanCode.read(in, SizeForm.CLASSES).table(symbol -> entry(form, symbol));
        int[] ends = new int[ROWS];
        int length = 0;
        for (int row = 0; row < ROWS; row++) {
            length += in.count(in.remaining() - length);
            ends[row] = length;
        }
        int at = in.position();
        in.skip(length);
        byte[] bytes = in.array();
        if (bytes.length < in.position() + IntegerColumn.SLACK) {
            bytes = Arrays.copyOfRange(bytes, at, in.position() + IntegerColumn.SLACK);
            at = 0;
        }
        int[] bits = {8 * at, 8 * (at + ends[0]), 8 * (at + ends[1]), 8 * (at + ends[2])};
        int share = share(to - from);
        int together = Math.max(0, to - from - (ROWS - 1) * share);
        together(bytes, bits, table, out, from, share, together);
        for (int row = 0; row < ROWS; row++) {
            int first = from + row * share;
            int last = Math.min(first + share, to);
            int end = one(bytes, bits[row], table, out, first + together, last);
            if (end + 7 >>> 3 != at + ends[row]) {
                throw corrupt("row of numbers that ends at bit " + end);
            }
        }
    }

    /** Of a class its smallest size, and in the lowest byte how many digits follow. */
    private static long entry(SizeForm form, int sizeClass) {
        int behind = form.digitsBehind(sizeClass);
        if (behind > SizeForm.MAX_BITS) {
            throw corrupt("number of " + behind + " digits");
        }
        return form.least(sizeClass) << 8 | behind;
    }

    /*
     * In the table the lowest byte is the length of a code, the next how many digits follow it, then
     * comes the smallest size.
     */

    /** Reads as many numbers of each row; {@code bits} is where, and then where they end. */
    private static void together(
            byte[] bytes, int[] bits, long[] table, long[] out, int from, int share, int count) {
        int mask = table.length - 1;
        int a = bits[0];
        int b = bits[1];
        int c = bits[2];
        int d = bits[3];
        for (int i = from; i < from + count; i++) {
            long word = (long) LONG.get(bytes, a >>> 3) >>> (a & 7);
            long entry = table[(int) word & mask];
            out[i] = size(word, entry);
            a += length(entry);
            word = (long) LONG.get(bytes, b >>> 3) >>> (b & 7);
            entry = table[(int) word & mask];
            out[i + share] = size(word, entry);
            b += length(entry);
            word = (long) LONG.get(bytes, c >>> 3) >>> (c & 7);
            entry = table[(int) word & mask];
            out[i + 2 * share] = size(word, entry);
            c += length(entry);
            word = (long) LONG.get(bytes, d >>> 3) >>> (d & 7);
            entry = table[(int) word & mask];
            out[i + 3 * share] = size(word, entry);
            d += length(entry);
        }
        bits[0] = a;
        bits[1] = b;
        bits[2] = c;
        bits[3] = d;
    }

    /** Reads numbers of one row; where they end. */
    private static int one(byte[] bytes, int from, long[] table, long[] out, int first, int last) {
        int bit = from;
        for (int i = first; i < last; i++) {
            long word = (long) LONG.get(bytes, bit >>> 3) >>> (bit & 7);
            long entry = table[(int) word & table.length - 1];
            out[i] = size(word, entry);
            bit += length(entry);
        }
        return bit;
    }

    private static int length(long entry) {
        return ((int) entry & 0xff) + ((int) entry >>> 8 & 0xff);
    }

    private static long size(long word, long entry) {
        return (entry >>> 16) + (word >>> entry & (1L << (entry >>> 8)) - 1);
    }

    private static MuninnException corrupt(String what) {
        return new MuninnException(MuninnException.Kind.CORRUPT, what);
    }
}
