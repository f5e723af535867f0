package dev.muninn.store.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Computes {@link Hash128} without allocating; the result stands until the next call. */
public final class Hasher {

    /*
     * Two lanes, each folding 128-bit products of the input with numbers that depend on the seed.
     * An input word that equals such a number would wipe out what came before it, so none of them may
     * be known: all come from the seed.
     *
     * Labels of series that follow each other begin alike. The lanes are therefore kept as they were
     * before each sixteen bytes, and hashing goes on where the bytes first differ from those before.
     */

    private static final int BLOCK = 16;

    private static final byte[] NOTHING = {};

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long startA;
    private final long startB;
    private final long keyA;
    private final long keyB;
    private long high;
    private long low;

    /** Where the ranges of {@link #hashNext} are. */
    private byte[] ranges = NOTHING;

    /** The range hashed last, and the two lanes before each of its blocks. */
    private int beforeFrom;

    private int beforeTo;
    private long[] lanes = new long[64];

    public Hasher(Hash128 seed) {
        startA = scramble(seed.high());
        startB = scramble(seed.low());
        keyA = scramble(seed.high() + startB);
        keyB = scramble(seed.low() + startA);
    }

    /** The finalizer of SplitMix64. */
    private static long scramble(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    public Hasher hash(byte[] bytes, int from, int to) {
        long a = startA;
        long b = startB;
        int at = from;
        for (; at + BLOCK <= to; at += BLOCK) {
            long first = (long) LONG.get(bytes, at);
            long second = (long) LONG.get(bytes, at + 8);
            a = mix(first ^ keyA, second ^ a);
            b = mix(second ^ keyB, first ^ b);
        }
        return finish(bytes, from, at, to, a, b);
    }

    /** Lets {@link #hashNext} hash ranges of an array, which must not change until {@link #end}. */
    public void begin(byte[] bytes) {
        ranges = bytes;
        beforeFrom = 0;
        beforeTo = 0;
        lanes[0] = startA;
        lanes[1] = startB;
    }

    /** Lets go of the array. */
    public void end() {
        begin(NOTHING);
    }

    /** As {@link #hash}, faster if the range begins like the one before. */
    public Hasher hashNext(int from, int to) {
        byte[] bytes = ranges;
        int different = Arrays.mismatch(bytes, beforeFrom, beforeTo, bytes, from, to);
        int block = (different < 0 ? to - from : different) / BLOCK;
        beforeFrom = from;
        beforeTo = to;
        int needed = 2 * ((to - from) / BLOCK + 1);
        if (needed > lanes.length) {
            lanes = Arrays.copyOf(lanes, 2 * needed);
        }
        long[] kept = lanes;
        long a = kept[2 * block];
        long b = kept[2 * block + 1];
        int lane = 2 * block;
        int at = from + block * BLOCK;
        for (; at + BLOCK <= to; at += BLOCK) {
            long first = (long) LONG.get(bytes, at);
            long second = (long) LONG.get(bytes, at + 8);
            a = mix(first ^ keyA, second ^ a);
            b = mix(second ^ keyB, first ^ b);
            lane += 2;
            kept[lane] = a;
            kept[lane + 1] = b;
        }
        return finish(bytes, from, at, to, a, b);
    }

    /** Takes the bytes that do not fill a block. */
    private Hasher finish(byte[] bytes, int from, int rest, int to, long a, long b) {
        int at = rest;
        long first = 0;
        long second = 0;
        if (to - at >= 8) {
            first = (long) LONG.get(bytes, at);
            at += 8;
        }
        int left = to - at;
        if (left > 0 && to >= Long.BYTES) {
            // One load that ends where the bytes do.
            second = (long) LONG.get(bytes, to - Long.BYTES) >>> (Long.SIZE - (left << 3));
        } else {
            for (int shift = 0; at < to; at++, shift += 8) {
                second |= (bytes[at] & 0xffL) << shift;
            }
        }
        finish(mix(first ^ keyA, second ^ a), mix(second ^ keyB, first ^ b), to - from);
        return this;
    }

    public Hasher hash(long[] values, int from, int to) {
        long a = startA;
        long b = startB;
        for (int i = from; i < to; i++) {
            a = mix(values[i] ^ keyA, a ^ keyB);
            b = mix(values[i] ^ keyB, b ^ i);
        }
        finish(a, b, to - from);
        return this;
    }

    private void finish(long a, long b, int length) {
        high = mix(a ^ length, startB);
        low = mix(b ^ length, startA);
    }

    /** The two halves of the 128-bit product folded into one. */
    private static long mix(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b) ^ a * b;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    public Hash128 result() {
        return new Hash128(high, low);
    }
}
