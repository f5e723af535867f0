package dev.muninn.store.head;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Goes through the samples of an open chunk whose bytes stand in one piece. */
final class OpenSamples {

    /** Values are loaded as whole words: so many bytes must be there behind the last sample. */
    static final int SLACK = Long.BYTES;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int from;
    private long time;
    private long step;
    private long bits;

    OpenSamples(byte[] bytes, long firstTime) {
        this.bytes = bytes;
        time = firstTime;
    }

    /** Moves to the next sample, which has to be there; {@link OpenChunks} draws the bytes. */
    void next() {
        int control = bytes[from++];
        if ((control & OpenChunks.STEP_CHANGED) != 0) {
            step += stepChange();
        }
        time += step;
        int length = control & 15;
        if (length > 0) {
            long word = (long) LONG.get(bytes, from);
            long low = length == Long.BYTES ? word : word & (1L << (length << 3)) - 1;
            bits ^= low << ((control >>> 4 & 7) << 3);
            from += length;
        }
    }

    private long stepChange() {
        long change = 0;
        byte b;
        int shift = 0;
        do {
            b = bytes[from++];
            change |= (long) (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0);
        return (change >>> 1) ^ -(change & 1);
    }

    long time() {
        return time;
    }

    long bits() {
        return bits;
    }
}
