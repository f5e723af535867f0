package dev.muninn.ingest.backfill;

/** Reads numbers from a chunk bit by bit; past its end it throws as arrays do. */
final class BitReader {

    /** Widths of small integers, each behind one more bit that is set. */
    private static final int[] INTEGER_BITS = {0, 3, 6, 9, 12, 18, 25, 56, 64};

    private final byte[] bytes;
    private int bit;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long bits(int count) {
        long value = 0;
        for (int left = count; left > 0; ) {
            int offset = bit & 7;
            int take = Math.min(left, 8 - offset);
            int piece = bytes[bit >>> 3] >>> (8 - offset - take) & (1 << take) - 1;
            value = value << take | piece;
            bit += take;
            left -= take;
        }
        return value;
    }

    double readDouble() {
        return Double.longBitsToDouble(bits(Double.SIZE));
    }

    /** A number as Go's binary package writes it. */
    long unsignedVarint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            long b = bits(Byte.SIZE);
            value |= (b & 0x7f) << shift;
            if (b < 0x80) {
                break;
            }
        }
        return value;
    }

    long varint() {
        long raw = unsignedVarint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** A signed number whose width one of these is, told by the count of bits set before it. */
    long signed(int[] widths) {
        int size = width(widths);
        long raw = bits(size);
        boolean isNegative = size > 0 && size < Long.SIZE && raw > 1L << (size - 1);
        return isNegative ? raw - (1L << size) : raw;
    }

    private int width(int[] widths) {
        int width = 0;
        while (width < widths.length - 1 && bits(1) != 0) {
            width++;
        }
        return widths[width];
    }

    /** A signed number as histogram chunks have it. */
    long integer() {
        return signed(INTEGER_BITS);
    }

    /** An unsigned number as histogram chunks have it. */
    long unsignedInteger() {
        return bits(width(INTEGER_BITS));
    }
}
