package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A column of doubles, each XORed with the one before, as in Facebook's Gorilla (VLDB 2015): for
 * values that are no short decimals.
 */
final class XorColumn {

    /*
     * Bits: first value in 64; then per value
     *   0                                same as before
     *   1 0 bits                         changed bits lie in the window used last
     *   1 1 lead(6) length-1(6) bits     a new window
     */

    /** What a {@link ValueColumn} of this kind begins with. */
    static final int KIND = 2;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Up to this many bits lie in one load, wherever in a byte they begin. */
    private static final int ONE_LOAD = 57;

    private XorColumn() {}

    static void encode(long[] values, int count, ByteWriter out) {
        BitWriter bits = new BitWriter(out);
        long before = 0;
        int lead = 65;
        int trail = 0;
        for (int i = 0; i < count; i++) {
            long changed = values[i] ^ before;
            before = values[i];
            if (i == 0) {
                bits.write(changed, 64);
                continue;
            }
            if (changed == 0) {
                bits.write(0, 1);
                continue;
            }
            int newLead = Long.numberOfLeadingZeros(changed);
            int newTrail = Long.numberOfTrailingZeros(changed);
            // A window much wider than needed is worth the 12 bits of a new one.
            if (newLead >= lead && newTrail >= trail && newLead - lead + newTrail - trail <= 12) {
                bits.write(2, 2);
                bits.write(changed >>> trail, 64 - lead - trail);
            } else {
                lead = newLead;
                trail = newTrail;
                int length = 64 - lead - trail;
                bits.write(3L << 12 | (long) lead << 6 | (length - 1), 14);
                bits.write(changed >>> trail, length);
            }
        }
        bits.finish();
    }

    /** Reads the first {@code count} values, and goes to where they end. */
    static void decode(ByteReader in, int count, double[] out, int to) {
        if (count == 0) {
            return;
        }
        // In locals, not in an object: where the next value begins is what all waits for.
        byte[] bytes = in.array();
        long bit = (long) in.position() << 3;
        long value = peek(bytes, bit) >>> 32 << 32 | peek(bytes, bit + 32) >>> 32;
        bit += Long.SIZE;
        int length = 0;
        int trail = 0;
        out[to] = Double.longBitsToDouble(value);
        for (int i = to + 1; i < to + count; i++) {
            long next = peek(bytes, bit);
            if (next >= 0) {
                bit++;
            } else {
                int head = 2;
                if ((next & 1L << 62) != 0) {
                    length = ((int) (next >>> 50) & 63) + 1;
                    trail = 64 - length - ((int) (next >>> 56) & 63);
                    head = 14;
                }
                long changed =
                        head + length <= ONE_LOAD
                                ? next << head >>> (64 - length)
                                : far(bytes, bit + head, length);
                value ^= changed << trail;
                bit += head + length;
            }
            out[i] = Double.longBitsToDouble(value);
        }
        if (bit > (long) in.end() << 3) {
            throw new MuninnException(MuninnException.Kind.CORRUPT, "bits end inside a value");
        }
        in.skip((int) ((bit + 7) >>> 3) - in.position());
    }

    /** Bits that do not all lie in one load. */
    private static long far(byte[] bytes, long bit, int length) {
        if (length <= ONE_LOAD) {
            return peek(bytes, bit) >>> (64 - length);
        }
        long high = peek(bytes, bit) >>> 32;
        return high << (length - 32) | peek(bytes, bit + 32) >>> (96 - length);
    }

    /** The bits from one on, highest first; behind the end there are zeros. */
    private static long peek(byte[] bytes, long bit) {
        int at = (int) (bit >>> 3);
        long word = at <= bytes.length - Long.BYTES ? (long) LONG.get(bytes, at) : last(bytes, at);
        return word << (bit & 7);
    }

    private static long last(byte[] bytes, int at) {
        long word = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            word = word << 8 | (at + i < bytes.length ? bytes[at + i] & 0xff : 0);
        }
        return word;
    }
}
