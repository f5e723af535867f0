package dev.muninn.store.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A seeded 128-bit hash; two inputs with one hash are taken for the same.
 *
 * <p>At a million inputs the chance that any two collide by accident is about 1e-27; the seed is
 * random per data directory, so nobody outside can look for a pair.
 */
public record Hash128(long high, long low) {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Odd constants with about half their bits set, from the binary digits of square roots. */
    private static final long M1 = 0x9e3779b97f4a7c15L;

    private static final long M2 = 0xbb67ae8584caa73bL;
    private static final long M3 = 0x3c6ef372fe94f82bL;

    public static Hash128 of(Hash128 seed, byte[] bytes, int from, int to) {
        return new Hash128(high(seed, bytes, from, to), low(seed, bytes, from, to));
    }

    public static Hash128 of(Hash128 seed, long[] values, int from, int to) {
        long a = seed.high;
        long b = seed.low;
        for (int i = from; i < to; i++) {
            a = mix(a ^ values[i], M1 ^ b);
            b = mix(b ^ values[i], M2 ^ i);
        }
        return new Hash128(mix(a ^ (to - from), M3), mix(b ^ (to - from), M1));
    }

    /** The upper half of the hash, without allocating. */
    public static long high(Hash128 seed, byte[] bytes, int from, int to) {
        return half(seed.high, M1, M2, bytes, from, to);
    }

    /** The lower half of the hash, without allocating. */
    public static long low(Hash128 seed, byte[] bytes, int from, int to) {
        return half(seed.low, M2, M3, bytes, from, to);
    }

    private static long half(long seed, long m, long n, byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = seed ^ length * n;
        int at = from;
        for (; at + 16 <= to; at += 16) {
            hash = mix((long) LONG.get(bytes, at) ^ m, (long) LONG.get(bytes, at + 8) ^ hash);
        }
        long first = 0;
        long second = 0;
        if (to - at >= 8) {
            first = (long) LONG.get(bytes, at);
            at += 8;
        }
        for (int shift = 0; at < to; at++, shift += 8) {
            second |= (bytes[at] & 0xffL) << shift;
        }
        return mix(mix(first ^ m, second ^ hash), n ^ seed);
    }

    /** The two halves of the 128-bit product folded into one. */
    private static long mix(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b) ^ a * b;
    }
}
