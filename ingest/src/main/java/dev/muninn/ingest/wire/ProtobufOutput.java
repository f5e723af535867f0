package dev.muninn.ingest.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes protobuf fields into a growing array; confined to one thread. */
public final class ProtobufOutput {

    /** Lengths of messages are known after them: so many bytes are kept free, and all written. */
    private static final int LENGTH_BYTES = 4;

    /** What four bytes of seven bits can say. */
    private static final int LONGEST_MESSAGE = (1 << 28) - 1;

    private byte[] bytes = new byte[1024];
    private int length;

    public void clear() {
        length = 0;
    }

    public int length() {
        return length;
    }

    /** The array that holds the message from index 0; replaced when the message grows. */
    public byte[] bytes() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    public void tag(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    public void varintField(int field, long value) {
        tag(field, ProtobufCursor.VARINT);
        varint(value);
    }

    /** A field of type {@code sint32} or {@code sint64}. */
    public void zigzagField(int field, long value) {
        varintField(field, (value << 1) ^ (value >> 63));
    }

    public void fixed64Field(int field, long value) {
        tag(field, ProtobufCursor.FIXED64);
        fixed64(value);
    }

    public void doubleField(int field, double value) {
        fixed64Field(field, Double.doubleToRawLongBits(value));
    }

    public void fixed32Field(int field, int value) {
        tag(field, ProtobufCursor.FIXED32);
        reserve(4);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    public void fixed64(long value) {
        reserve(8);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    public void textField(int field, String value) {
        bytesField(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public void bytesField(int field, byte[] value) {
        tag(field, ProtobufCursor.BYTES);
        varint(value.length);
        raw(value, 0, value.length);
    }

    public void raw(byte[] value, int from, int to) {
        reserve(to - from);
        System.arraycopy(value, from, bytes, length, to - from);
        length += to - from;
    }

    /** Starts a message; returns what {@link #end} needs. */
    public int begin(int field) {
        tag(field, ProtobufCursor.BYTES);
        reserve(LENGTH_BYTES);
        length += LENGTH_BYTES;
        return length;
    }

    /** Ends the message that was begun last. */
    public void end(int begun) {
        int size = length - begun;
        if (size > LONGEST_MESSAGE) {
            throw new IllegalStateException("message of " + size + " bytes");
        }
        for (int i = 0; i < LENGTH_BYTES; i++) {
            int more = i < LENGTH_BYTES - 1 ? 0x80 : 0;
            bytes[begun - LENGTH_BYTES + i] = (byte) (size >>> (7 * i) & 0x7f | more);
        }
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
    }
}
