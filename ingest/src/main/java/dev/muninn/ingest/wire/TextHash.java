package dev.muninn.ingest.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A seeded 128-bit hash of bytes, so wide that equal hashes count as equal bytes; holds the hash
 * taken last. Confined to one thread.
 */
public final class TextHash {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Odd, with half their bits set: the fractions of the golden ratio and of pi. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static final long PI = 0xc2b2ae3d27d4eb4fL;

    private final long seed;
    private long high;
    private long low;

    /** The seed is random, so that nobody outside can make two texts with one hash. */
    public TextHash(long seed) {
        this.seed = seed;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /** Takes the hash of a range; {@code salt} tells apart equal bytes of different meaning. */
    public void take(byte[] bytes, int from, int to, int salt) {
        long a = seed ^ ((long) salt << 32 | (to - from));
        long b = Long.rotateLeft(seed, 32) + a;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long word = (long) LONG.get(bytes, at);
            a = mix(a ^ word, GOLDEN);
            b = mix(b + word, PI);
        }
        long last = 0;
        for (; at < to; at++) {
            last = last << 8 | (bytes[at] & 0xff);
        }
        a = mix(a ^ last, GOLDEN);
        b = mix(b + last, PI);
        high = mix(a, PI) ^ b;
        low = mix(b, GOLDEN) ^ a;
    }

    /** Goes on from a hash that was taken earlier. */
    public void resume(long earlierHigh, long earlierLow) {
        high = earlierHigh;
        low = earlierLow;
    }

    /** Makes the hash one of the bytes taken and of what another hash was taken of. */
    public void combine(long otherHigh, long otherLow) {
        high = mix(high ^ otherHigh, GOLDEN) + otherLow;
        low = mix(low + otherLow, PI) ^ otherHigh;
    }

    private static long mix(long value, long factor) {
        return (value * factor) ^ Math.unsignedMultiplyHigh(value, factor);
    }
}
