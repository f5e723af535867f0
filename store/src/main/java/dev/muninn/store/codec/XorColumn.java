package dev.muninn.store.codec;

import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;

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

    static void decode(ByteReader in, int count, double[] out, int to) {
        BitReader bits = new BitReader(in.array(), in.position(), in.end());
        int lead = 0;
        int length = 0;
        long value = count == 0 ? 0 : bits.read(64);
        for (int i = to; i < to + count; i++) {
            if (i > to) {
                // Both flags and a new window lie in one load.
                long next = bits.peek();
                if (next >= 0) {
                    bits.skip(1);
                } else {
                    if ((next & 1L << 62) == 0) {
                        bits.skip(2);
                    } else {
                        bits.skip(14);
                        lead = (int) (next >>> 56) & 63;
                        length = ((int) (next >>> 50) & 63) + 1;
                    }
                    value ^= bits.read(length) << (64 - lead - length);
                }
            }
            out[i] = Double.longBitsToDouble(value);
        }
        in.skip(bits.finish() - in.position());
    }
}
