package dev.muninn.stream.frame;

import dev.muninn.stream.coding.BinaryBuffer;
import dev.muninn.stream.coding.Coding;
import dev.muninn.stream.coding.PlainCoding;
import dev.muninn.stream.series.PointColumn;
import dev.muninn.stream.series.PointGrid;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Data frames as bytes. */
final class BinaryFrames extends JoinedFrames {

    private static final int SNAP = 1;
    private static final int DELTA = 2;
    private static final int AMEND = 3;
    private static final int DEFLATED = 4;

    /** Type and flags, which stay readable where the rest is packed. */
    private static final int OPEN_BYTES = 2;

    /** Below this, packing costs more than sending. */
    private static final int MIN_DEFLATED_BYTES = 1_024;

    private final int vid;
    private final long epochLow;
    private final Coding coding;
    private final boolean isDeflating;

    BinaryFrames(int vid, long epoch, Coding coding, boolean isDeflating) {
        this.vid = vid;
        this.epochLow = epochLow(epoch);
        this.coding = coding;
        this.isDeflating = isDeflating;
    }

    /** Enough to tell an epoch from the one before. */
    static long epochLow(long epoch) {
        return epoch & 0x3fff;
    }

    private BinaryBuffer open(int type, int coded, long seq, int capacity) {
        return new BinaryBuffer(capacity)
                .u8(type)
                .u8(coded)
                .uvarint(vid)
                .uvarint(epochLow)
                .uvarint(seq);
    }

    @Override
    Frame delta(long stepMillis, Tick[] ticks, int from, int to) {
        Tick last = ticks[to - 1];
        int capacity = 40;
        for (int i = from; i < to; i++) {
            capacity += ticks[i].coded().length;
        }
        BinaryBuffer out = open(DELTA, coding.number(), last.seq(), capacity);
        out.uvarint(last.timeMillis()).uvarint(stepMillis);
        out.uvarint(to - from).uvarint(last.row().length);
        for (int i = from; i < to; i++) {
            out.raw(ticks[i].coded(), ticks[i].coded().length);
        }
        return Frame.sharedBinary(out.toBytes());
    }

    @Override
    public Frame snap(Timeline at, PointGrid points) {
        BinaryBuffer out = open(SNAP, coding.number(), at.seq(), 4096);
        out.uvarint(at.timeMillis());
        putGrid(out, points, coding);
        out.uvarint(at.living().size());
        for (int i = 0; i < at.living().size(); i++) {
            out.uvarint(at.living().get(i).sid());
            coding.putBase(out, at.bases()[i]);
        }
        return Frame.sharedBinary(
                isDeflating && out.size() >= MIN_DEFLATED_BYTES ? deflate(out) : out.toBytes());
    }

    @Override
    Frame amend(long seq, PointGrid points) {
        // One who lags gets this with a later scale than it was rounded to, so it uses none.
        BinaryBuffer out = open(AMEND, PlainCoding.INSTANCE.number(), seq, 512);
        putGrid(out, points, PlainCoding.INSTANCE);
        return Frame.sharedBinary(out.toBytes());
    }

    private static void putGrid(BinaryBuffer out, PointGrid points, Coding coding) {
        out.uvarint(points.t0()).uvarint(points.stepMillis()).uvarint(points.points());
        out.uvarint(points.columns().size());
        for (PointColumn column : points.columns()) {
            double[] values = column.values();
            out.uvarint(column.sid()).uvarint(column.start()).uvarint(values.length);
            putRuns(out, values, coding);
            double base = 0;
            for (double value : values) {
                if (coding.takes(value)) {
                    base = coding.put(out, column.query(), value, base);
                }
            }
        }
    }

    /** Writes how many values are there, how many are not, how many are … in turn. */
    private static void putRuns(BinaryBuffer out, double[] values, Coding coding) {
        boolean isThere = true;
        int from = 0;
        for (int i = 0; i < values.length; i++) {
            if (coding.takes(values[i]) != isThere) {
                out.uvarint(i - from);
                from = i;
                isThere = !isThere;
            }
        }
        if (values.length > 0) {
            out.uvarint(values.length - from);
        }
    }

    private static byte[] deflate(BinaryBuffer plain) {
        byte[] packed = new byte[plain.size() + 64];
        packed[0] = plain.array()[0];
        packed[1] = (byte) (plain.array()[1] | DEFLATED);
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(plain.array(), OPEN_BYTES, plain.size() - OPEN_BYTES);
            deflater.finish();
            int length = deflater.deflate(packed, OPEN_BYTES, packed.length - OPEN_BYTES);
            return deflater.finished() && length + OPEN_BYTES < plain.size()
                    ? Arrays.copyOf(packed, length + OPEN_BYTES)
                    : plain.toBytes();
        }
    }
}
