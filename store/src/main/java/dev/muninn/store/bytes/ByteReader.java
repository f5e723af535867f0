package dev.muninn.store.bytes;

import dev.muninn.model.MuninnException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote; refuses to read past its end with kind CORRUPT. */
public final class ByteReader {

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private final byte[] bytes;
    private final int end;
    private int at;

    public ByteReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = Math.min(to, bytes.length);
    }

    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public byte[] array() {
        return bytes;
    }

    public int position() {
        return at;
    }

    public int end() {
        return end;
    }

    public int remaining() {
        return end - at;
    }

    public void skip(int count) {
        need(count);
        at += count;
    }

    private void need(int count) {
        if (count < 0 || count > end - at) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT,
                    "bytes end at " + end + ", " + count + " more wanted at " + at);
        }
    }

    public int u8() {
        need(1);
        return bytes[at++] & 0xff;
    }

    public int u16() {
        need(2);
        int value = bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
        at += 2;
        return value;
    }

    public int u32() {
        need(4);
        int value = (int) INT.get(bytes, at);
        at += 4;
        return value;
    }

    public long u64() {
        need(8);
        long value = (long) LONG.get(bytes, at);
        at += 8;
        return value;
    }

    /** A number of up to eight bytes. */
    public long low(int length) {
        need(length);
        long value = 0;
        if (end - at >= Long.BYTES && length < Long.BYTES) {
            value = (long) LONG.get(bytes, at) & (1L << (length << 3)) - 1;
        } else {
            for (int i = 0; i < length; i++) {
                value |= (bytes[at + i] & 0xffL) << (i << 3);
            }
        }
        at += length;
        return value;
    }

    public long varint() {
        // Most numbers are small.
        return at < end && bytes[at] >= 0 ? bytes[at++] : longVarint();
    }

    /** Goes past so many varints. */
    public void skipVarints(int count) {
        int left = count;
        // The last byte of a varint has no highest bit: eight bytes at a time while all of them are
        // wanted.
        while (left >= Long.BYTES && end - at >= Long.BYTES) {
            left -= Long.bitCount(~(long) LONG.get(bytes, at) & HIGHEST_BITS);
            at += Long.BYTES;
        }
        while (left > 0) {
            need(1);
            left -= bytes[at++] >= 0 ? 1 : 0;
        }
    }

    private long longVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            need(1);
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new MuninnException(
                MuninnException.Kind.CORRUPT, "number of more than 64 bits at " + at);
    }

    /** A number that counts bytes or entries of what follows, so it cannot exceed the limit. */
    public int count(int limit) {
        long value = varint();
        if (value < 0 || value > limit) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT,
                    "count " + value + " before " + at + ", at most " + limit + " possible");
        }
        return (int) value;
    }

    public long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    public byte[] bytes(int length) {
        need(length);
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return copy;
    }

    public String utf8() {
        int length = count(remaining());
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }
}
