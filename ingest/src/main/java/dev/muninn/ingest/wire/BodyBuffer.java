package dev.muninn.ingest.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A body in one array that is reused from request to request; confined to one thread. */
public final class BodyBuffer {

    /** A larger array is let go after its request, so that one big sender does not pin memory. */
    private static final int KEPT_BYTES = 8 << 20;

    private static final int FIRST_BYTES = 16 << 10;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    /** The array that holds the body from index 0; replaced when the body grows. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Empties the buffer, and gives its array back if that has become too large to keep. */
    public void clear() {
        length = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
    }

    /** Makes room for so many bytes in all and returns the array. */
    public byte[] reserve(int capacity) {
        if (capacity > bytes.length) {
            long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
            bytes = Arrays.copyOf(bytes, (int) Math.max(capacity, doubled));
        }
        return bytes;
    }

    /** Says how many bytes were put into the array. */
    public void length(int newLength) {
        length = newLength;
    }

    public void append(byte b) {
        reserve(length + 1)[length++] = b;
    }

    public void append(ByteBuffer from) {
        int count = from.remaining();
        from.get(reserve(length + count), length, count);
        length += count;
    }
}
