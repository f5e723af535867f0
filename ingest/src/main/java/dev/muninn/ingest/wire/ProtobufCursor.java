package dev.muninn.ingest.wire;

import dev.muninn.model.MuninnException;
import dev.muninn.model.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads protobuf fields from an array, making nothing; confined to one thread.
 *
 * <p>Every method that reads throws {@link MuninnException} of kind BAD_INPUT with the offset where
 * the bytes stop being what they should be.
 */
public final class ProtobufCursor {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    public static final int VARINT = 0;
    public static final int FIXED64 = 1;
    public static final int BYTES = 2;
    public static final int FIXED32 = 5;

    private static final int TIMESTAMP_SECONDS = 1 << 3 | VARINT;
    private static final int TIMESTAMP_NANOS = 2 << 3 | VARINT;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private byte[] bytes = {};
    private int at;
    private int end;

    public void reset(byte[] newBytes, int from, int to) {
        bytes = newBytes;
        at = from;
        end = to;
    }

    /** Whether the message that was entered last has more fields. */
    public boolean hasMore() {
        return at < end;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int position() {
        return at;
    }

    public void moveTo(int position) {
        at = position;
    }

    /** The end of the message that was entered last. */
    public int end() {
        return end;
    }

    /** The next byte, which is the tag of fields up to 15; 0 at the end of the message. */
    public int peek() {
        return at < end ? bytes[at] & 0xff : 0;
    }

    /** The next field's number, times 8, plus its wire type. */
    public int tag() {
        int start = at;
        long tag = varint();
        if (tag >>> 3 == 0 || tag >>> 32 != 0) {
            throw broken("field tag " + tag + " is not valid", start);
        }
        return (int) tag;
    }

    public long varint() {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        return longVarint();
    }

    private long longVarint() {
        int start = at;
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at >= end) {
                throw broken("number is cut off", start);
            }
            byte b = bytes[at++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw broken("number is longer than ten bytes", start);
    }

    /** A number of type {@code sint32} or {@code sint64}. */
    public long zigzag() {
        long raw = varint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    public long fixed64() {
        if (end - at < Long.BYTES) {
            throw broken("field of 8 bytes is cut off", at);
        }
        long value = (long) LONG.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    public double readDouble() {
        return Double.longBitsToDouble(fixed64());
    }

    /** Reads a length that the rest of the message can hold. */
    public int length() {
        int start = at;
        long length = varint();
        if (length < 0 || length > end - at) {
            throw broken("field of " + Long.toUnsignedString(length) + " bytes is cut off", start);
        }
        return (int) length;
    }

    /** Reads a text; bytes that are no UTF-8 become replacement characters. */
    public String readText() {
        int length = length();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    /**
     * Reads a text.
     *
     * @throws MuninnException of kind BAD_INPUT if it is not UTF-8
     */
    public String readUtf8() {
        int length = length();
        at += length;
        return Utf8.text(bytes, at - length, at);
    }

    /** Reads a message {@code Timestamp}, in milliseconds. */
    public long readTimestampMillis() {
        long seconds = 0;
        long nanos = 0;
        int outer = enter();
        while (hasMore()) {
            int tag = tag();
            switch (tag) {
                case TIMESTAMP_SECONDS -> seconds = varint();
                case TIMESTAMP_NANOS -> nanos = varint();
                default -> skip(tag);
            }
        }
        leave(outer);
        return seconds * 1000 + nanos / NANOS_PER_MILLI;
    }

    /** Enters the message whose length comes next; returns what {@link #leave} needs. */
    public int enter() {
        int length = length();
        int outer = end;
        end = at + length;
        return outer;
    }

    public void leave(int outer) {
        at = end;
        end = outer;
    }

    /** Skips the value of a field of this tag. */
    public void skip(int tag) {
        int start = at;
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> fixed64();
            case BYTES -> {
                int length = length();
                at += length;
            }
            case FIXED32 -> {
                if (end - at < Integer.BYTES) {
                    throw broken("field of 4 bytes is cut off", start);
                }
                at += Integer.BYTES;
            }
            default -> throw broken("wire type " + (tag & 7) + " is not allowed", start);
        }
    }

    /** The refusal of a message that is broken at an offset. */
    public MuninnException broken(String what, int offset) {
        return MuninnException.badInput("protobuf message broken at byte " + offset + ": " + what);
    }
}
