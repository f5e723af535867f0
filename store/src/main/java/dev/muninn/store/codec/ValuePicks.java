package dev.muninn.store.codec;

import dev.muninn.store.bytes.ByteReader;
import java.util.Arrays;

/** Reads few values of a {@link ValueColumn}, with less work than all of them where it can. */
final class ValuePicks {

    private ValuePicks() {}

    /**
     * Reads the values at ascending positions, one at least, and leaves the reader anywhere.
     *
     * @param count values in the column; {@code out} needs room for so many
     */
    static void decode(ByteReader in, int count, int[] positions, double[] out, int to) {
        int start = in.position();
        int head = in.u8();
        if (ValueColumn.isConstant(head)) {
            ValueColumn.decode(from(in, start), positions.length, out, to);
            return;
        }
        Scale scale = ValueColumn.scale(head, in);
        if (scale == null) {
            XorColumn.decode(in, 1 + positions[positions.length - 1], out, to);
            gather(positions, out, to);
            return;
        }
        int list = in.position();
        int outside = ValueColumn.skipExceptions(in, count);
        if (IntegerPicks.canRead(in)) {
            long[] numbers = IntegerPicks.read(in, count, positions);
            scale.scale(numbers, 0, numbers.length, out, to);
            if (outside > 0) {
                placeExceptions(from(in, list), count, positions, out, to);
            }
            return;
        }
        ValueColumn.decode(from(in, start), count, out, to);
        gather(positions, out, to);
    }

    /** Moves the values at ascending positions to the front. */
    private static void gather(int[] positions, double[] values, int from) {
        for (int i = 0; i < positions.length; i++) {
            values[from + i] = values[from + positions[i]];
        }
    }

    private static ByteReader from(ByteReader in, int start) {
        return new ByteReader(in.array(), start, in.end());
    }

    /**
     * Puts those of the values kept aside in their places that stand at the ascending positions.
     */
    static void placeExceptions(ByteReader in, int count, int[] positions, double[] out, int to) {
        ValueColumn.forEachException(
                in,
                count,
                (position, value) -> {
                    int at = Arrays.binarySearch(positions, position);
                    if (at >= 0) {
                        out[to + at] = value;
                    }
                });
    }

    /**
     * Reads the values at ascending positions if no value before the last of them is less than the
     * one before it. If that may not be so, what is in {@code out} means nothing.
     *
     * @param count values in the column; {@code out} needs room for so many
     * @return whether values were read
     */
    static boolean decodeRising(ByteReader in, int count, int[] positions, double[] out, int to) {
        int start = in.position();
        int head = in.u8();
        if (ValueColumn.isConstant(head)) {
            ValueColumn.decode(from(in, start), positions.length, out, to);
            return true;
        }
        Scale scale = ValueColumn.scale(head, in);
        if (scale != null && ValueColumn.skipExceptions(in, count) > 0) {
            return false;
        }
        if (scale == null || HuffmanColumn.isNext(in)) {
            int read = scale == null ? 1 + positions[positions.length - 1] : count;
            ValueColumn.decode(from(in, start), read, out, to);
            boolean isRising = isRising(out, to, 1 + positions[positions.length - 1]);
            gather(positions, out, to);
            return isRising;
        }
        long[] numbers = IntegerPicks.readRising(in, count, positions);
        scale.scale(numbers, 0, numbers.length, out, to);
        return numbers.length > 0;
    }

    /** Whether none of the values is less than the one before it, or NaN. */
    static boolean isRising(double[] values, int from, int count) {
        double before = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            if (!(values[i] >= before)) {
                return false;
            }
            before = values[i];
        }
        return true;
    }
}
