package dev.muninn.web.remoteread;

import java.util.Arrays;

/** Bits in a growing array, the highest of each byte first; used by one thread. */
final class BitWriter {

    private byte[] bytes = new byte[256];
    private int bits;

    void clear() {
        Arrays.fill(bytes, 0, size(), (byte) 0);
        bits = 0;
    }

    /** Bytes that hold what was written. */
    int size() {
        return (bits + 7) / 8;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size());
    }

    /** Writes the lowest bits of a value. */
    void put(long value, int count) {
        if (bits + count > 8 * bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int left = count;
        while (left > 0) {
            int room = 8 - bits % 8;
            int taken = Math.min(room, left);
            long part = value >>> left - taken & (1L << taken) - 1;
            bytes[bits / 8] |= (byte) (part << room - taken);
            bits += taken;
            left -= taken;
        }
    }

    void put(double value) {
        put(Double.doubleToRawLongBits(value), 64);
    }

    /** Writes seven bits a byte, the lowest first, as protobuf does. */
    void putUvarint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            put(rest & 0x7f | 0x80, 8);
            rest >>>= 7;
        }
        put(rest, 8);
    }

    void putVarint(long value) {
        putUvarint(value << 1 ^ value >> 63);
    }

    /** Changes a byte that was written whole, beginning at a multiple of eight bits. */
    void setByte(int at, int value) {
        bytes[at] = (byte) value;
    }
}
