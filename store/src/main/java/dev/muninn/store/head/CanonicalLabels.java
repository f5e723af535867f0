package dev.muninn.store.head;

import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A view of label bytes as {@link LabelBytes#encode} makes them and nearly every sender does:
 * sorted, complete and of ASCII. A new series is taken up from it without a string being made.
 * Confined to one thread.
 */
public final class CanonicalLabels {

    private static final int TAG_1 = 0x0a;
    private static final int TAG_VALUE = 0x12;
    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] METRIC_NAME =
            Labels.METRIC_NAME.getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = {};

    /** Per label: start of its name, end of it, start of its value, end of it. */
    private int[] bounds = new int[64];

    private int size;
    private boolean hasMetricName;

    /** Takes a view; says no if the bytes are of another form, which need not be wrong. */
    public boolean read(byte[] source, int from, int to) {
        bytes = source;
        size = 0;
        hasMetricName = false;
        if (!isAscii(from, to)) {
            return false;
        }
        int at = from;
        while (at < to) {
            at = readLabel(at, to);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isAscii(int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            if (((long) LONG.get(bytes, at) & NOT_ASCII) != 0) {
                return false;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The end of the label, or -1. As all bytes are below 128, so are all lengths. */
    private int readLabel(int at, int to) {
        if (to - at < 6 || bytes[at] != TAG_1) {
            return -1;
        }
        int end = at + 2 + bytes[at + 1];
        if (end > to || bytes[at + 2] != TAG_1) {
            return -1;
        }
        int name = at + 4;
        int nameEnd = name + bytes[at + 3];
        if (nameEnd == name || nameEnd + 2 >= end || bytes[nameEnd] != TAG_VALUE) {
            return -1;
        }
        int value = nameEnd + 2;
        if (value + bytes[nameEnd + 1] != end || !isBehindLast(name, nameEnd)) {
            return -1;
        }
        if (4 * size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[4 * size] = name;
        bounds[4 * size + 1] = nameEnd;
        bounds[4 * size + 2] = value;
        bounds[4 * size + 3] = end;
        size++;
        hasMetricName |= Arrays.equals(bytes, name, nameEnd, METRIC_NAME, 0, METRIC_NAME.length);
        return end;
    }

    private boolean isBehindLast(int name, int nameEnd) {
        return size == 0
                || Arrays.compare(
                                bytes,
                                bounds[4 * size - 4],
                                bounds[4 * size - 3],
                                bytes,
                                name,
                                nameEnd)
                        < 0;
    }

    public int size() {
        return size;
    }

    public boolean hasMetricName() {
        return hasMetricName;
    }

    /** The metric's name; empty if there is none. */
    public String metricName() {
        for (int i = 0; i < size; i++) {
            int name = bounds[4 * i];
            int nameEnd = bounds[4 * i + 1];
            if (Arrays.equals(bytes, name, nameEnd, METRIC_NAME, 0, METRIC_NAME.length)) {
                int length = valueLength(i);
                return new String(bytes, bounds[4 * i + 2], length, StandardCharsets.US_ASCII);
            }
        }
        return "";
    }

    public int nameLength(int label) {
        return bounds[4 * label + 1] - bounds[4 * label];
    }

    public int valueLength(int label) {
        return bounds[4 * label + 3] - bounds[4 * label + 2];
    }

    int internName(int label, SymbolTable symbols) {
        return symbols.intern(bytes, bounds[4 * label], bounds[4 * label + 1]);
    }

    int internValue(int label, SymbolTable symbols) {
        return symbols.intern(bytes, bounds[4 * label + 2], bounds[4 * label + 3]);
    }
}
