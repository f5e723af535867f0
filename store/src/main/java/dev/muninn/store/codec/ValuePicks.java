package dev.muninn.store.codec;

import dev.muninn.store.bytes.ByteReader;
import java.util.Arrays;

/** Reads few values of a {@link ValueColumn}, with less work than all of them where it can. */
final class ValuePicks {

    private ValuePicks() {}

    /**
     * Reads the values at ascending positions, and leaves the reader anywhere.
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
            XorColumn.pick(in, positions, out, to);
            return;
        }
        int list = in.position();
        int outside = ValueColumn.skipExceptions(in, count);
        if (IntegerPicks.canRead(in)) {
            long[] numbers = IntegerPicks.read(in, count, positions);
            scale.scale(numbers, numbers.length, out, to);
            if (outside > 0) {
                placeExceptions(from(in, list), count, positions, out, to);
            }
            return;
        }
        ValueColumn.decode(from(in, start), count, out, to);
        for (int i = 0; i < positions.length; i++) {
            out[to + i] = out[to + positions[i]];
        }
    }

    private static ByteReader from(ByteReader in, int start) {
        return new ByteReader(in.array(), start, in.end());
    }

    private static void placeExceptions(
            ByteReader in, int count, int[] positions, double[] out, int to) {
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
     * @param count values in the column
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
        if (scale == null) {
            return XorColumn.pickRising(in, positions, out, to);
        }
        if (ValueColumn.skipExceptions(in, count) > 0) {
            return false;
        }
        long[] numbers = IntegerPicks.readRising(in, count, positions);
        scale.scale(numbers, numbers.length, out, to);
        return numbers.length > 0;
    }
}
