package dev.muninn.query.eval.aggregate;

import dev.muninn.model.Labels;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Places label sets evenly in [0, 1), each where Prometheus places it: by XXH64 of its bytes. */
final class LabelsHash {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

    /** The sum of the first two, which wraps around. */
    private static final long SUM_OF_FIRST = 0x60EA27EEADC0B5D6L;

    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private LabelsHash() {}

    static double place(Labels labels) {
        long hash = hash(bytes(labels));
        // As an unsigned number: Java's longs are signed.
        double unsigned = (hash >>> 1) * 2.0 + (hash & 1);
        return unsigned / 0x1p64;
    }

    /** Each name and value behind its length. */
    private static byte[] bytes(Labels labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        for (int i = 0; i < labels.size(); i++) {
            write(labels.name(i), out);
            write(labels.value(i), out);
        }
        return out.toByteArray();
    }

    private static void write(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 255) {
            out.write(bytes.length);
        } else {
            out.write(255);
            out.write(bytes.length);
            out.write(bytes.length >>> 8);
            out.write(bytes.length >>> 16);
        }
        out.writeBytes(bytes);
    }

    /** XXH64 with seed 0. */
    static long hash(byte[] bytes) {
        int at = 0;
        long hash;
        if (bytes.length >= 32) {
            long a = SUM_OF_FIRST;
            long b = PRIME_2;
            long c = 0;
            long d = -PRIME_1;
            for (; at <= bytes.length - 32; at += 32) {
                a = round(a, (long) LONG.get(bytes, at));
                b = round(b, (long) LONG.get(bytes, at + 8));
                c = round(c, (long) LONG.get(bytes, at + 16));
                d = round(d, (long) LONG.get(bytes, at + 24));
            }
            hash =
                    Long.rotateLeft(a, 1)
                            + Long.rotateLeft(b, 7)
                            + Long.rotateLeft(c, 12)
                            + Long.rotateLeft(d, 18);
            hash = merge(merge(merge(merge(hash, a), b), c), d);
        } else {
            hash = PRIME_5;
        }
        hash += bytes.length;
        for (; at <= bytes.length - 8; at += 8) {
            hash ^= round(0, (long) LONG.get(bytes, at));
            hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
        }
        if (at <= bytes.length - 4) {
            hash ^= ((int) INT.get(bytes, at) & 0xffffffffL) * PRIME_1;
            hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < bytes.length; at++) {
            hash ^= (bytes[at] & 0xff) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
        }
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }
}
