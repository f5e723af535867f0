package dev.muninn.web.remoteread;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes protobuf fields into a growing array; used by one thread. */
final class ProtoWriter {

    private byte[] bytes = new byte[1024];
    private int size;

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    void varint(int field, long value) {
        tag(field, 0);
        raw(value);
    }

    /** A signed number that is mostly near 0. */
    void zigzag(int field, int value) {
        varint(field, Integer.toUnsignedLong(value << 1 ^ value >> 31));
    }

    void fixed64(int field, double value) {
        tag(field, 1);
        putDouble(value);
    }

    void string(int field, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes(field, utf8, utf8.length);
    }

    /** Writes fields that were written already. */
    void raw(ProtoWriter fields) {
        reserve(fields.size);
        System.arraycopy(fields.bytes, 0, bytes, size, fields.size);
        size += fields.size;
    }

    void message(int field, ProtoWriter content) {
        bytes(field, content.bytes, content.size);
    }

    void packed(int field, double[] values) {
        if (values.length > 0) {
            tag(field, 2);
            raw(8L * values.length);
            for (double value : values) {
                putDouble(value);
            }
        }
    }

    void bytes(int field, byte[] content, int length) {
        tag(field, 2);
        raw(length);
        reserve(length);
        System.arraycopy(content, 0, bytes, size, length);
        size += length;
    }

    private void tag(int field, int wireType) {
        raw((long) field << 3 | wireType);
    }

    private void raw(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void putDouble(double value) {
        reserve(8);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < 8; i++) {
            bytes[size++] = (byte) (bits >>> 8 * i);
        }
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }
}
