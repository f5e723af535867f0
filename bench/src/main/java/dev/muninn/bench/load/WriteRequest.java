package dev.muninn.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/** A remote write 1.0 request that grows series by series; reused after {@link #clear}. */
final class WriteRequest {

    private static final int TAG_TIMESERIES = 0x0a;
    private static final int TAG_SAMPLE = 0x12;
    private static final int TAG_VALUE = 0x09;
    private static final int TAG_TIMESTAMP = 0x10;

    private byte[] bytes = new byte[1 << 20];
    private int size;

    void clear() {
        size = 0;
    }

    /** Adds one series with its samples. */
    void add(byte[] labels, long[] timestamps, double[] values, int count) {
        int length = labels.length;
        for (int i = 0; i < count; i++) {
            length += 2 + 10 + varintLength(timestamps[i]);
        }
        reserve(length + 16);
        bytes[size++] = TAG_TIMESERIES;
        varint(length);
        System.arraycopy(labels, 0, bytes, size, labels.length);
        size += labels.length;
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes[size++] = TAG_SAMPLE;
            bytes[size++] = (byte) (10 + varintLength(timestamps[i]));
            bytes[size++] = TAG_VALUE;
            buffer.putLong(size, Double.doubleToRawLongBits(values[i]));
            size += Long.BYTES;
            bytes[size++] = TAG_TIMESTAMP;
            varint(timestamps[i]);
        }
    }

    byte[] compressed() {
        try {
            byte[] out = new byte[Snappy.maxCompressedLength(size)];
            return Arrays.copyOf(out, Snappy.compress(bytes, 0, size, out, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    private static int varintLength(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }

    private void varint(long value) {
        while ((value & ~0x7fL) != 0) {
            bytes[size++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        bytes[size++] = (byte) value;
    }
}
