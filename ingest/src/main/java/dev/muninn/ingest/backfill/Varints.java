package dev.muninn.ingest.backfill;

import java.nio.ByteBuffer;

/** Numbers as Go's binary package writes them, from a position on. */
final class Varints {

    private final ByteBuffer buffer;
    private int at;

    Varints(ByteBuffer buffer, int at) {
        this.buffer = buffer;
        this.at = at;
    }

    int position() {
        return at;
    }

    long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte b = buffer.get(at++);
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                break;
            }
        }
        return value;
    }

    long signed() {
        long raw = unsigned();
        return (raw >>> 1) ^ -(raw & 1);
    }

    int fixed32() {
        int value = buffer.getInt(at);
        at += Integer.BYTES;
        return value;
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        buffer.get(at, bytes);
        at += length;
        return bytes;
    }
}
