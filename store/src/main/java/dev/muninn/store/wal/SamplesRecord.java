package dev.muninn.store.wal;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Builds the log record of many float samples of many series. Confined to one thread. */
public final class SamplesRecord {

    /*
     * u8 type | u32 count | u64 oldest time | u64 newest time | u32 bytes of steps
     * steps, per sample:
     *   u8 bits 0-1 series: 0 difference follows, 1 the next number, 2 as before
     *      bits 2-3 time: 0 as before, 1 the step as before, 2 difference follows
     *   [zigzag series difference] [zigzag time difference]
     * widths, per sample:
     *   u8 bits 0-3 bytes of the value kept, bits 4-6 zero bytes left out below them
     * values, per sample: the bytes kept, lowest first
     * A value of the series as before is XORed with the one before. The step is the difference of
     * times of the last two samples of one series. Columns, since like stands beside like then, which
     * is what the packing of records thrives on.
     */

    static final int HEADER = 25;

    private static final int SERIES_DIFFERS = 0;
    private static final int NEXT_SERIES = 1;
    private static final int SAME_SERIES = 2;
    private static final int SERIES = 3;
    private static final int SAME_TIME = 0;
    private static final int SAME_STEP = 1 << 2;
    private static final int TIME_DIFFERS = 2 << 2;
    private static final int TIME = 3 << 2;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Header and steps; widths and values are put behind them in the end. */
    private final ByteWriter out = new ByteWriter(1 << 12);

    private final ByteWriter widths = new ByteWriter(1 << 11);
    private final ByteWriter values = new ByteWriter(1 << 13);
    private int count;
    private int ref;
    private long time;
    private long step;
    private long bits;
    private long oldest;
    private long newest;

    /** Starts a new record; the one before is gone. */
    public void clear() {
        out.clear();
        out.zeros(HEADER);
        widths.clear();
        values.clear();
        count = 0;
        ref = -1;
        time = 0;
        step = 0;
        bits = 0;
        oldest = Long.MAX_VALUE;
        newest = Long.MIN_VALUE;
    }

    public void add(int sampleRef, long sampleTime, long sampleBits) {
        long kept = sampleBits;
        int control;
        if (sampleRef == ref + 1) {
            control = NEXT_SERIES;
        } else if (sampleRef == ref && count > 0) {
            control = SAME_SERIES;
            kept ^= bits;
        } else {
            control = SERIES_DIFFERS;
        }
        addStep(control, sampleRef, sampleTime);
        int below = kept == 0 ? 0 : Long.numberOfTrailingZeros(kept) >>> 3;
        long shifted = kept >>> (below << 3);
        int length = (71 - Long.numberOfLeadingZeros(shifted)) >>> 3;
        widths.u8(length | below << 4);
        values.ensure(Long.BYTES);
        LONG.set(values.array(), values.size(), shifted);
        values.advance(length);
        ref = sampleRef;
        bits = sampleBits;
        count++;
    }

    private void addStep(int series, int sampleRef, long sampleTime) {
        long difference = sampleTime - time;
        if (difference == 0) {
            out.u8(series | SAME_TIME);
        } else if (difference == step) {
            out.u8(series | SAME_STEP);
        } else {
            out.u8(series | TIME_DIFFERS);
        }
        if (series == SERIES_DIFFERS) {
            out.zigzag((long) sampleRef - ref);
        }
        if (difference != 0 && difference != step) {
            out.zigzag(difference);
        }
        if (series == SAME_SERIES) {
            step = difference;
        }
        if (difference != 0 || count == 0) {
            time = sampleTime;
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
        bytes[0] = LogRecords.SAMPLE_COLUMNS;
        out.setU32(1, count);
        LONG.set(bytes, 5, oldest);
        LONG.set(bytes, 13, newest);
        out.setU32(21, out.size() - HEADER);
        out.bytes(widths.array(), 0, widths.size());
        return out.bytes(values.array(), 0, values.size());
    }

    /** Reads a record behind its type. */
    static void decode(ByteReader in, LoggedSamples.Visitor visitor) {
        int count = in.u32();
        in.skip(2 * Long.BYTES);
        int stepBytes = in.u32();
        if (count < 0 || stepBytes < count || stepBytes > in.remaining() - count) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, count + " samples do not fit their record");
        }
        byte[] bytes = in.array();
        int width = in.position() + stepBytes;
        ByteReader values = new ByteReader(bytes, width + count, in.end());
        ByteReader steps = new ByteReader(bytes, in.position(), width);
        int ref = -1;
        long time = 0;
        long step = 0;
        long bits = 0;
        for (int i = 0; i < count; i++) {
            int control = steps.u8();
            int series = control & SERIES;
            ref += refStep(series, steps);
            long difference =
                    switch (control & TIME) {
                        case SAME_TIME -> 0;
                        case SAME_STEP -> step;
                        default -> steps.zigzag();
                    };
            time += difference;
            int kept = bytes[width++];
            long value = values.low(kept & 15) << ((kept >>> 4) << 3);
            if (series == SAME_SERIES) {
                step = difference;
                bits ^= value;
            } else {
                bits = value;
            }
            visitor.sample(ref, time, bits);
        }
    }

    private static int refStep(int series, ByteReader in) {
        return switch (series) {
            case NEXT_SERIES -> 1;
            case SAME_SERIES -> 0;
            default -> (int) in.zigzag();
        };
    }

    /** The number of the first sample's series. */
    static int firstRef(ByteReader in) {
        in.skip(HEADER - 1);
        return refStep(in.u8() & SERIES, in) - 1;
    }
}
