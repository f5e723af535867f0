package dev.muninn.store.wal;

import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Builds the log record of many float samples of many series. Confined to one thread. */
public final class SamplesRecord {

    /*
     * u8 type | u32 count | u64 oldest time | u64 newest time, then per sample
     *   u8 control: bits 0-3 value bytes, bit 4 time as before, bits 5-6 series: 0 given as the
     *               difference, 1 the next number, 2 as before
     *   [zigzag series difference] [zigzag time difference] value bytes
     * Of the value the highest bytes are kept; those left out below are zero.
     */

    private static final int SAME_TIME = 16;
    private static final int NEXT_SERIES = 32;
    private static final int SAME_SERIES = 64;
    private static final int HEADER = 21;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteWriter out = new ByteWriter(1 << 14);
    private int count;
    private int ref;
    private long time;
    private long oldest;
    private long newest;

    /** Starts a new record; the one before is gone. */
    public void clear() {
        out.clear();
        out.zeros(HEADER);
        count = 0;
        ref = -1;
        time = 0;
        oldest = Long.MAX_VALUE;
        newest = Long.MIN_VALUE;
    }

    public void add(int sampleRef, long sampleTime, long bits) {
        out.ensure(32);
        int length = bits == 0 ? 0 : 8 - (Long.numberOfTrailingZeros(bits) >>> 3);
        int control = length;
        if (sampleTime == time) {
            control |= SAME_TIME;
        } else {
            oldest = Math.min(oldest, sampleTime);
            newest = Math.max(newest, sampleTime);
        }
        if (sampleRef == ref + 1) {
            control |= NEXT_SERIES;
        } else if (sampleRef == ref) {
            control |= SAME_SERIES;
        }
        out.u8(control);
        if ((control & (NEXT_SERIES | SAME_SERIES)) == 0) {
            out.zigzag((long) sampleRef - ref);
        }
        if ((control & SAME_TIME) == 0) {
            out.zigzag(sampleTime - time);
        }
        if (length > 0) {
            out.ensure(8);
            LONG.set(out.array(), out.size(), bits >>> (64 - (length << 3)));
            out.advance(length);
        }
        ref = sampleRef;
        time = sampleTime;
        if (count++ == 0) {
            oldest = Math.min(oldest, sampleTime);
            newest = Math.max(newest, sampleTime);
        }
    }

    public int count() {
        return count;
    }

    public long newest() {
        return newest;
    }

    public long oldest() {
        return oldest;
    }

    /** The finished record. */
    ByteWriter finish() {
        byte[] bytes = out.array();
        bytes[0] = LogRecords.SAMPLES;
        out.setU32(1, count);
        LONG.set(bytes, 5, oldest);
        LONG.set(bytes, 13, newest);
        return out;
    }

    /** Reads a record behind its type. */
    static void decode(ByteReader in, LogRecords.Visitor visitor) {
        int count = in.u32();
        in.skip(16);
        int ref = -1;
        long time = 0;
        for (int i = 0; i < count; i++) {
            int control = in.u8();
            if ((control & NEXT_SERIES) != 0) {
                ref++;
            } else if ((control & SAME_SERIES) == 0) {
                ref += (int) in.zigzag();
            }
            if ((control & SAME_TIME) == 0) {
                time += in.zigzag();
            }
            int length = control & 15;
            long bits = 0;
            for (int b = 0; b < length; b++) {
                bits |= (long) in.u8() << (b << 3);
            }
            visitor.sample(ref, time, length == 0 ? 0 : bits << (64 - (length << 3)));
        }
    }
}
