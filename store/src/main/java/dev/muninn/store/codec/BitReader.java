package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link BitWriter} wrote, with one load per number where bytes follow behind it. Behind
 * the end there are zeros; {@link #finish} tells whether any were taken.
 */
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

    /** The bits from here on, highest first; of the 64 at least {@link #ONE_LOAD} are there. */
    long peek() {
        int at = (int) (bit >>> 3);
        long word = at <= lastLoad ? (long) LONG.get(bytes, at) : lastBytes(at);
        return word << (bit & 7);
    }

    void skip(int count) {
        bit += count;
    }

    /** Reads up to 64 bits, at least one. */
    long read(int count) {
        if (count <= ONE_LOAD) {
            long value = peek() >>> (64 - count);
            skip(count);
            return value;
        }
        long high = read(32);
        return high << (count - 32) | read(count - 32);
    }

    private long lastBytes(int at) {
        long word = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            word = word << 8 | (at + i < bytes.length ? bytes[at + i] & 0xff : 0);
        }
        return word;
    }

    /**
     * Where the next whole byte begins.
     *
     * @throws MuninnException of kind CORRUPT if more was read than there is
     */
    int finish() {
        if (bit > end) {
            throw new MuninnException(MuninnException.Kind.CORRUPT, "bits end inside a value");
        }
        return (int) ((bit + 7) >>> 3);
    }
}
