package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;

/**
 * How the numbers of a {@link HuffmanColumn} become sizes, and these classes.
 *
 * @param order how often they are differenced
 * @param base what is taken off each
 * @param shift bits at the end that are then zero in all
 * @param digits how many binary digits behind the highest one are part of the class
 * @param isFolded whether there are negative ones
 */
record SizeForm(int order, long base, int shift, int digits, boolean isFolded) {

    /*
     * The smallest sizes each have a class of their own, others share it with those of the same
     * highest digits. Classes ascend with the sizes in them.
     */

    /** With its code a number is read by one load. */
    static final int MAX_BITS = 48;

    static final int MAX_ORDER = 2;

    /** More make classes that are too rare. */
    static final int MAX_DIGITS = 3;

    /** More than there are classes. */
    static final int CLASSES = MAX_BITS + 2 << MAX_DIGITS;

    private static final int DIGITS = 3;
    private static final int FOLDED = 4;
    private static final int SHIFTED = 8;

    /** Reads what {@link #write} wrote. */
    static SizeForm read(int order, ByteReader in) {
        int flags = in.u8();
        int shift = (flags & SHIFTED) == 0 ? 0 : in.u8();
        if (flags > (DIGITS | FOLDED | SHIFTED) || shift >= Long.SIZE) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "sizes with flags " + flags + ", shift " + shift);
        }
        return new SizeForm(order, in.zigzag(), shift, flags & DIGITS, (flags & FOLDED) != 0);
    }

    void write(ByteWriter out) {
        out.u8(digits | (isFolded ? FOLDED : 0) | (shift > 0 ? SHIFTED : 0));
        if (shift > 0) {
            out.u8(shift);
        }
        out.zigzag(base);
    }

    long size(long number) {
        long moved = number - base >> shift;
        return isFolded ? moved << 1 ^ moved >> 63 : moved;
    }

    /** Makes numbers of sizes again. */
    void restore(long[] sizes, int from, int to) {
        if (isFolded) {
            for (int i = from; i < to; i++) {
                sizes[i] = sizes[i] >>> 1 ^ -(sizes[i] & 1);
            }
        }
        for (int i = from; i < to; i++) {
            sizes[i] = (sizes[i] << shift) + base;
        }
    }

    SizeForm withDigits(int fewer) {
        return new SizeForm(order, base, shift, fewer, isFolded);
    }

    int classOf(long size) {
        int behind = Math.max(0, Long.SIZE - 1 - digits - Long.numberOfLeadingZeros(size));
        return (behind << digits) + (int) (size >>> behind);
    }

    /** How many digits tell the sizes of a class apart. */
    int digitsBehind(int sizeClass) {
        return Math.max(0, (sizeClass >>> digits) - 1);
    }

    /** The highest digits of the sizes in a class. */
    long top(int sizeClass) {
        return sizeClass - ((long) digitsBehind(sizeClass) << digits);
    }

    /** The smallest size in a class. */
    long least(int sizeClass) {
        return top(sizeClass) << digitsBehind(sizeClass);
    }
}
