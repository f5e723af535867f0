package dev.muninn.ingest.backfill;

import java.io.ByteArrayOutputStream;

/** Writes the numbers of chunks bit by bit, as Prometheus does. */
final class BitWriter {

    private static final int[] INTEGER_BITS = {3, 6, 9, 12, 18, 25, 56};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int open;
    private int openBits;

    BitWriter bits(long value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            open = open << 1 | (int) (value >>> i & 1);
            if (++openBits == Byte.SIZE) {
                out.write(open);
                open = 0;
                openBits = 0;
            }
        }
        return this;
    }

    BitWriter real(double value) {
        return bits(Double.doubleToRawLongBits(value), Long.SIZE);
    }

    /** A double after another one, always with leading and trailing zeros of its own. */
    BitWriter xor(double before, double value) {
        long xor = Double.doubleToRawLongBits(before) ^ Double.doubleToRawLongBits(value);
        if (xor == 0) {
            return bits(0, 1);
        }
        int leading = Math.min(31, Long.numberOfLeadingZeros(xor));
        int significant = Long.SIZE - leading - Long.numberOfTrailingZeros(xor);
        return bits(0b11, 2)
                .bits(leading, 5)
                .bits(significant == Long.SIZE ? 0 : significant, 6)
                .bits(xor >>> Long.numberOfTrailingZeros(xor), significant);
    }

    BitWriter integer(long value) {
        if (value == 0) {
            return bits(0, 1);
        }
        for (int i = 0; i < INTEGER_BITS.length; i++) {
            long half = 1L << (INTEGER_BITS[i] - 1);
            if (value > -half && value <= half) {
                return prefix(i).bits(value, INTEGER_BITS[i]);
            }
        }
        return bits(0xff, 8).bits(value, Long.SIZE);
    }

    BitWriter unsignedInteger(long value) {
        if (value == 0) {
            return bits(0, 1);
        }
        for (int i = 0; i < INTEGER_BITS.length; i++) {
            if (value < 1L << INTEGER_BITS[i]) {
                return prefix(i).bits(value, INTEGER_BITS[i]);
            }
        }
        return bits(0xff, 8).bits(value, Long.SIZE);
    }

    /** One more bit set for each wider form, and one that is not. */
    private BitWriter prefix(int form) {
        return bits(-1, form + 1).bits(0, 1);
    }

    /** Offsets and lengths in turn. */
    BitWriter spans(int... offsetsAndLengths) {
        unsignedInteger(offsetsAndLengths.length / 2);
        for (int i = 0; i < offsetsAndLengths.length; i += 2) {
            unsignedInteger(offsetsAndLengths[i + 1]).integer(offsetsAndLengths[i]);
        }
        return this;
    }

    byte[] toByteArray() {
        while (openBits != 0) {
            bits(0, 1);
        }
        return out.toByteArray();
    }
}
