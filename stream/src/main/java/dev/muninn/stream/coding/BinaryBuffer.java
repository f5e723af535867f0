package dev.muninn.stream.coding;

import java.util.Arrays;

/** Bytes of a binary frame being written, as docs/live-protocol.md draws them; for one thread. */
public final class BinaryBuffer {

    private byte[] bytes;
    private int size;

    public BinaryBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public byte[] array() {
        return bytes;
    }

    public BinaryBuffer u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public BinaryBuffer uvarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    BinaryBuffer svarint(long value) {
        return uvarint(value << 1 ^ value >> 63);
    }

    BinaryBuffer f64(double value) {
        reserve(8);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < 8; i++) {
            bytes[size++] = (byte) (bits >>> 8 * i);
        }
        return this;
    }

    /** Writes which bytes of a value differ from another's, and those. */
    BinaryBuffer xor(double value, double base) {
        long difference = Double.doubleToRawLongBits(value) ^ Double.doubleToRawLongBits(base);
        if (difference == 0) {
            return u8(0x80);
        }
        int leading = Long.numberOfLeadingZeros(difference) / 8;
        int trailing = Long.numberOfTrailingZeros(difference) / 8;
        u8(leading << 4 | trailing);
        reserve(8);
        for (int i = trailing; i < 8 - leading; i++) {
            bytes[size++] = (byte) (difference >>> 8 * i);
        }
        return this;
    }

    /** Leaves room for bits that are set later and returns where it is. */
    public int bitmap(int bits) {
        int length = (bits + 7) / 8;
        reserve(length);
        Arrays.fill(bytes, size, size + length, (byte) 0);
        size += length;
        return size - length;
    }

    public void setBit(int bitmap, int bit) {
        bytes[bitmap + bit / 8] |= (byte) (1 << bit % 8);
    }

    public BinaryBuffer raw(byte[] more, int length) {
        reserve(length);
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
        return this;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }
}
