package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.RepeatedNumbers;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;

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
    private final RepeatedNumbers negativeSpans = new RepeatedNumbers();
    private final RepeatedNumbers negativeDeltas = new RepeatedNumbers();
    private final RepeatedNumbers negativeCounts = new RepeatedNumbers();
    private final RepeatedNumbers positiveSpans = new RepeatedNumbers();
    private final RepeatedNumbers positiveDeltas = new RepeatedNumbers();
    private final RepeatedNumbers positiveCounts = new RepeatedNumbers();
    private final RepeatedNumbers customBounds = new RepeatedNumbers();

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
                case 8 << 3 | ProtobufCursor.BYTES -> negativeSpans.takeSpan(in);
                case 9 << 3 | ProtobufCursor.VARINT -> negativeDeltas.add(in.zigzag());
                case 9 << 3 | ProtobufCursor.BYTES -> negativeDeltas.takeZigzags(in);
                case 10 << 3 | ProtobufCursor.FIXED64 -> negativeCounts.add(in.fixed64());
                case 10 << 3 | ProtobufCursor.BYTES -> negativeCounts.takeFixed(in);
                case 11 << 3 | ProtobufCursor.BYTES -> positiveSpans.takeSpan(in);
                case 12 << 3 | ProtobufCursor.VARINT -> positiveDeltas.add(in.zigzag());
                case 12 << 3 | ProtobufCursor.BYTES -> positiveDeltas.takeZigzags(in);
                case 13 << 3 | ProtobufCursor.FIXED64 -> positiveCounts.add(in.fixed64());
                case 13 << 3 | ProtobufCursor.BYTES -> positiveCounts.takeFixed(in);
                case 14 << 3 | ProtobufCursor.VARINT -> hint = hint(in.varint());
                case 15 << 3 | ProtobufCursor.VARINT -> timestampMillis = in.varint();
                case 16 << 3 | ProtobufCursor.FIXED64 -> customBounds.add(in.fixed64());
                case 16 << 3 | ProtobufCursor.BYTES -> customBounds.takeFixed(in);
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
}
