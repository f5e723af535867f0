package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads what {@link BitWriter} wrote, with one load per number where bytes follow behind it. */
final class BitReader {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Up to this many bits lie in one load, wherever in a byte they begin. */
    private static final int ONE_LOAD = 57;

    private final byte[] bytes;
    private final long end;
    private final int lastLoad;
    private long bit;

    BitReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.bit = (long) from << 3;
        this.end = (long) to << 3;
        this.lastLoad = bytes.length - Long.BYTES;
    }

    /** The next bits, up to 57, without moving on; zeros stand for those behind the end. */
    int peek(int count) {
        return (int) (window() >>> (64 - count));
    }

    void skip(int count) {
        bit += count;
        if (bit > end) {
            throw new MuninnException(MuninnException.Kind.CORRUPT, "bits end inside a value");
        }
    }

    /** Reads up to 64 bits, at least one. */
    long read(int count) {
        if (count <= ONE_LOAD) {
            long value = window() >>> (64 - count);
            skip(count);
            return value;
        }
        long high = read(32);
        return high << (count - 32) | read(count - 32);
    }

    /** The bits from here on, highest first. */
    private long window() {
        int at = (int) (bit >>> 3);
        long word = at <= lastLoad ? (long) LONG.get(bytes, at) : lastBytes(at);
        return word << (bit & 7);
    }

    private long lastBytes(int at) {
        long word = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            word = word << 8 | (at + i < bytes.length ? bytes[at + i] & 0xff : 0);
        }
        return word;
    }

    /** Where the next whole byte begins. */
    int bytePosition() {
        return (int) ((bit + 7) >>> 3);
    }
}
