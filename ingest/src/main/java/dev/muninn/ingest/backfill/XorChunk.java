package dev.muninn.ingest.backfill;

import dev.muninn.model.WriteBatch;

/**
 * Reads a chunk of floats in Prometheus' XOR encoding, which is Gorilla's with other bit widths.
 */
final class XorChunk {

    private static final int[] TIME_BITS = {0, 14, 17, 20, 64};

    private final byte[] bytes;
    private int bit;

    /** The bytes behind the encoding. */
    XorChunk(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Adds all samples to the series that the batch had last. */
    void addTo(WriteBatch batch) {
        int count = (int) bits(16);
        long time = 0;
        long delta = 0;
        long value = 0;
        int leading = 0;
        int trailing = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0) {
                time = varint();
                value = bits(64);
            } else {
                delta = i == 1 ? unsignedVarint() : delta + deltaOfDelta();
                time += delta;
                if (bits(1) != 0) {
                    if (bits(1) != 0) {
                        leading = (int) bits(5);
                        int significant = (int) bits(6);
                        trailing = 64 - leading - (significant == 0 ? 64 : significant);
                    }
                    value ^= bits(64 - leading - trailing) << trailing;
                }
            }
            batch.addSample(time, Double.longBitsToDouble(value));
        }
    }

    private long deltaOfDelta() {
        int width = 0;
        while (width < TIME_BITS.length - 1 && bits(1) != 0) {
            width++;
        }
        int size = TIME_BITS[width];
        long raw = bits(size);
        boolean isNegative = size > 0 && size < 64 && raw > 1L << (size - 1);
        return isNegative ? raw - (1L << size) : raw;
    }

    private long bits(int count) {
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

    private long unsignedVarint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            long b = bits(8);
            value |= (b & 0x7f) << shift;
            if (b < 0x80) {
                break;
            }
        }
        return value;
    }

    private long varint() {
        long raw = unsignedVarint();
        return (raw >>> 1) ^ -(raw & 1);
    }
}
