package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.ProtobufCursor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A float sample that is a value and a time and nothing else, as nearly all are; the same in both
 * versions of the protocol. Confined to one thread.
 */
final class UsualSample {

    /*
     *   u8 length | u8 tag of the value | 8 bytes | u8 tag of the time | varint of up to 8 bytes
     * The varint is loaded as one word: its last byte is the first without the highest bit.
     */

    private static final int TIME = 10;
    private static final int LONGEST = TIME + Long.BYTES;
    private static final byte VALUE_TAG = 1 << 3 | ProtobufCursor.FIXED64;
    private static final byte TIME_TAG = 2 << 3 | ProtobufCursor.VARINT;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private double value;
    private long timestampMillis;

    /** Reads the sample whose length comes next; says no, and reads nothing, if it is unusual. */
    boolean read(ProtobufCursor in) {
        byte[] bytes = in.bytes();
        int at = in.position();
        if (bytes.length - at <= LONGEST || at >= in.end()) {
            return false;
        }
        int length = bytes[at];
        if (length <= TIME
                || length > LONGEST
                || length >= in.end() - at
                || bytes[at + 1] != VALUE_TAG
                || bytes[at + TIME] != TIME_TAG) {
            return false;
        }
        long word = (long) LONG.get(bytes, at + TIME + 1);
        long ends = ~word & HIGHEST_BITS;
        int bits = Long.numberOfTrailingZeros(ends) + 1;
        if (bits != (length - TIME) << 3) {
            return false;
        }
        value = Double.longBitsToDouble((long) LONG.get(bytes, at + 2));
        timestampMillis = joined(word & -1L >>> (Long.SIZE - bits));
        in.moveTo(at + 1 + length);
        return true;
    }

    /** The lower seven bits of each byte side by side. */
    private static long joined(long word) {
        long pairs = word & 0x007f007f007f007fL | (word & 0x7f007f007f007f00L) >>> 1;
        long fours = pairs & 0x00003fff00003fffL | (pairs & 0x3fff00003fff0000L) >>> 2;
        return fours & 0x0fffffffL | (fours & 0x0fffffff00000000L) >>> 4;
    }

    double value() {
        return value;
    }

    long timestampMillis() {
        return timestampMillis;
    }
}
