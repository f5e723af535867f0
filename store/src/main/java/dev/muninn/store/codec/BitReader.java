package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;

/** Reads what {@link BitWriter} wrote. */
final class BitReader {

    private final byte[] bytes;
    private final long end;
    private long bit;

    BitReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.bit = (long) from << 3;
        this.end = (long) to << 3;
    }

    boolean readBit() {
        if (bit >= end) {
            throw pastEnd();
        }
        boolean set = (bytes[(int) (bit >>> 3)] >>> (7 - (int) (bit & 7)) & 1) != 0;
        bit++;
        return set;
    }

    /** Reads up to 64 bits. */
    long read(int count) {
        if (bit + count > end) {
            throw pastEnd();
        }
        long value = 0;
        int left = count;
        while (left > 0) {
            int offset = (int) (bit & 7);
            int take = Math.min(8 - offset, left);
            int chunk = (bytes[(int) (bit >>> 3)] & 0xff) >>> (8 - offset - take);
            value = value << take | chunk & ((1 << take) - 1);
            bit += take;
            left -= take;
        }
        return value;
    }

    /** Where the next whole byte begins. */
    int bytePosition() {
        return (int) ((bit + 7) >>> 3);
    }

    private static MuninnException pastEnd() {
        return new MuninnException(MuninnException.Kind.CORRUPT, "bits end inside a value");
    }
}
