package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import java.util.Arrays;

/** Decodes {@code Histogram} messages of remote write 1.0 and 2.0; confined to one thread. */
final class HistogramDecoder {

    private static final ResetHint[] HINTS = ResetHint.values();

    private boolean isFloat;
    private double count;
    private double sum;
    private int schema;
    private double zeroThreshold;
    private double zeroCount;
    private ResetHint hint = ResetHint.UNKNOWN;
    private long timestampMillis;
    private long startMillis;
    private final Numbers negativeSpans = new Numbers();
    private final Numbers negativeDeltas = new Numbers();
    private final Numbers negativeCounts = new Numbers();
    private final Numbers positiveSpans = new Numbers();
    private final Numbers positiveDeltas = new Numbers();
    private final Numbers positiveCounts = new Numbers();
    private final Numbers customBounds = new Numbers();

    /** Reads the message that the cursor has entered, to its end. */
    void read(ProtobufCursor in) {
        reset();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 | ProtobufCursor.VARINT -> count = unsigned(in.varint());
                case 2 << 3 | ProtobufCursor.FIXED64 -> {
                    count = in.readDouble();
                    isFloat = true;
                }
                case 3 << 3 | ProtobufCursor.FIXED64 -> sum = in.readDouble();
                case 4 << 3 | ProtobufCursor.VARINT -> schema = (int) in.zigzag();
                case 5 << 3 | ProtobufCursor.FIXED64 -> zeroThreshold = in.readDouble();
                case 6 << 3 | ProtobufCursor.VARINT -> zeroCount = unsigned(in.varint());
                case 7 << 3 | ProtobufCursor.FIXED64 -> zeroCount = in.readDouble();
                case 8 << 3 | ProtobufCursor.BYTES -> readSpan(in, negativeSpans);
                case 9 << 3 | ProtobufCursor.VARINT -> negativeDeltas.add(in.zigzag());
                case 9 << 3 | ProtobufCursor.BYTES -> readPackedZigzag(in, negativeDeltas);
                case 10 << 3 | ProtobufCursor.FIXED64 -> negativeCounts.add(in.fixed64());
                case 10 << 3 | ProtobufCursor.BYTES -> readPackedFixed(in, negativeCounts);
                case 11 << 3 | ProtobufCursor.BYTES -> readSpan(in, positiveSpans);
                case 12 << 3 | ProtobufCursor.VARINT -> positiveDeltas.add(in.zigzag());
                case 12 << 3 | ProtobufCursor.BYTES -> readPackedZigzag(in, positiveDeltas);
                case 13 << 3 | ProtobufCursor.FIXED64 -> positiveCounts.add(in.fixed64());
                case 13 << 3 | ProtobufCursor.BYTES -> readPackedFixed(in, positiveCounts);
                case 14 << 3 | ProtobufCursor.VARINT -> hint = hint(in.varint());
                case 15 << 3 | ProtobufCursor.VARINT -> timestampMillis = in.varint();
                case 16 << 3 | ProtobufCursor.FIXED64 -> customBounds.add(in.fixed64());
                case 16 << 3 | ProtobufCursor.BYTES -> readPackedFixed(in, customBounds);
                case 17 << 3 | ProtobufCursor.VARINT -> startMillis = in.varint();
                default -> in.skip(tag);
            }
        }
    }

    private void reset() {
        isFloat = false;
        count = 0;
        sum = 0;
        schema = 0;
        zeroThreshold = 0;
        zeroCount = 0;
        hint = ResetHint.UNKNOWN;
        timestampMillis = 0;
        startMillis = 0;
        negativeSpans.clear();
        negativeDeltas.clear();
        negativeCounts.clear();
        positiveSpans.clear();
        positiveDeltas.clear();
        positiveCounts.clear();
        customBounds.clear();
    }

    long timestampMillis() {
        return timestampMillis;
    }

    /** When the histogram began, 0 where the sender does not say. */
    long startMillis() {
        return startMillis;
    }

    /**
     * The histogram read last.
     *
     * @throws MuninnException of kind BAD_INPUT if its spans and buckets contradict each other
     */
    NativeHistogram histogram() {
        return new NativeHistogram(
                hint,
                schema,
                zeroThreshold,
                zeroCount,
                count,
                sum,
                positiveSpans.toInts(),
                isFloat ? positiveCounts.toDoubles() : positiveDeltas.toRunningSums(),
                negativeSpans.toInts(),
                isFloat ? negativeCounts.toDoubles() : negativeDeltas.toRunningSums(),
                customBounds.toDoubles());
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
    }

    private static ResetHint hint(long number) {
        return number >= 0 && number < HINTS.length ? HINTS[(int) number] : ResetHint.UNKNOWN;
    }

    private static void readSpan(ProtobufCursor in, Numbers spans) {
        int outer = in.enter();
        long offset = 0;
        long length = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 | ProtobufCursor.VARINT -> offset = (int) in.zigzag();
                case 2 << 3 | ProtobufCursor.VARINT -> length = (int) in.varint();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        spans.add(offset);
        spans.add(length);
    }

    private static void readPackedZigzag(ProtobufCursor in, Numbers into) {
        int outer = in.enter();
        while (in.hasMore()) {
            into.add(in.zigzag());
        }
        in.leave(outer);
    }

    private static void readPackedFixed(ProtobufCursor in, Numbers into) {
        int outer = in.enter();
        while (in.hasMore()) {
            into.add(in.fixed64());
        }
        in.leave(outer);
    }

    /** A growing list of 64-bit numbers: integers, or the bits of doubles. */
    private static final class Numbers {
        private long[] numbers = new long[16];
        private int size;

        void clear() {
            size = 0;
        }

        void add(long number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = number;
        }

        int[] toInts() {
            int[] ints = new int[size];
            for (int i = 0; i < size; i++) {
                ints[i] = (int) numbers[i];
            }
            return ints;
        }

        double[] toDoubles() {
            double[] doubles = new double[size];
            for (int i = 0; i < size; i++) {
                doubles[i] = Double.longBitsToDouble(numbers[i]);
            }
            return doubles;
        }

        double[] toRunningSums() {
            double[] sums = new double[size];
            long sum = 0;
            for (int i = 0; i < size; i++) {
                sum += numbers[i];
                sums[i] = sum;
            }
            return sums;
        }
    }
}
