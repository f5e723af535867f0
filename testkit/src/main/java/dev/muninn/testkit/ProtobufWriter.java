package dev.muninn.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes protobuf fields into a growing array; for senders in tests and load generators. */
public final class ProtobufWriter {

    private byte[] bytes = new byte[256];
    private int length;

    public void clear() {
        length = 0;
    }

    public int length() {
        return length;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public void varint(long value) {
        reserve(10);
        while ((value & ~0x7fL) != 0) {
            bytes[length++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        bytes[length++] = (byte) value;
    }

    public void varintField(int field, long value) {
        varint((long) field << 3);
        varint(value);
    }

    /** A field of type {@code sint32} or {@code sint64}. */
    public void zigzagField(int field, long value) {
        varintField(field, zigzag(value));
    }

    public static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    public void fixed64(long value) {
        reserve(8);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    public void doubleField(int field, double value) {
        varint((long) field << 3 | 1);
        fixed64(Double.doubleToRawLongBits(value));
    }

    public void fixed64Field(int field, long value) {
        varint((long) field << 3 | 1);
        fixed64(value);
    }

    public void stringField(int field, String value) {
        bytesField(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public void bytesField(int field, byte[] value) {
        varint((long) field << 3 | 2);
        varint(value.length);
        raw(value, value.length);
    }

    /** A message field; {@code message} is copied. */
    public void messageField(int field, ProtobufWriter message) {
        varint((long) field << 3 | 2);
        varint(message.length);
        raw(message.bytes, message.length);
    }

    public void raw(byte[] value, int count) {
        reserve(count);
        System.arraycopy(value, 0, bytes, length, count);
        length += count;
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
    }
}
