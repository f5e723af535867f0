package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.HistogramParts;
import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.RepeatedNumbers;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;

/** Decodes {@code Histogram} messages of remote write 1.0 and 2.0; confined to one thread. */
final class HistogramDecoder {

    private static final ResetHint[] HINTS = ResetHint.values();

    private ResetHint hint = ResetHint.UNKNOWN;
    private long timestampMillis;
    private long startMillis;
    private final HistogramParts parts = new HistogramParts();
    private final RepeatedNumbers customBounds = new RepeatedNumbers();

    /** Reads the message that the cursor has entered, to its end. */
    void read(ProtobufCursor in) {
        reset();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 | ProtobufCursor.VARINT -> parts.takeCount(in);
                case 2 << 3 | ProtobufCursor.FIXED64 -> parts.takeFloatCount(in);
                case 3 << 3 | ProtobufCursor.FIXED64 -> parts.takeSum(in);
                case 4 << 3 | ProtobufCursor.VARINT -> parts.takeSchema(in);
                case 5 << 3 | ProtobufCursor.FIXED64 -> parts.takeZeroThreshold(in);
                case 6 << 3 | ProtobufCursor.VARINT -> parts.takeZeroCount(in);
                case 7 << 3 | ProtobufCursor.FIXED64 -> parts.takeFloatZeroCount(in);
                case 8 << 3 | ProtobufCursor.BYTES -> parts.negative.takeSpan(in);
                case 9 << 3 | ProtobufCursor.VARINT -> parts.negative.takeDelta(in);
                case 9 << 3 | ProtobufCursor.BYTES -> parts.negative.takeDeltas(in);
                case 10 << 3 | ProtobufCursor.FIXED64 -> parts.negative.takeCount(in);
                case 10 << 3 | ProtobufCursor.BYTES -> parts.negative.takeCounts(in);
                case 11 << 3 | ProtobufCursor.BYTES -> parts.positive.takeSpan(in);
                case 12 << 3 | ProtobufCursor.VARINT -> parts.positive.takeDelta(in);
                case 12 << 3 | ProtobufCursor.BYTES -> parts.positive.takeDeltas(in);
                case 13 << 3 | ProtobufCursor.FIXED64 -> parts.positive.takeCount(in);
                case 13 << 3 | ProtobufCursor.BYTES -> parts.positive.takeCounts(in);
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
        parts.clear();
        hint = ResetHint.UNKNOWN;
        timestampMillis = 0;
        startMillis = 0;
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
        return parts.histogram(hint, customBounds.toDoubles());
    }

    private static ResetHint hint(long number) {
        ResetHint hint =
                number >= 0 && number < HINTS.length ? HINTS[(int) number] : ResetHint.UNKNOWN;
        // It is said of the histogram that the sender had before, which need not have come here.
        return hint == ResetHint.NO_RESET ? ResetHint.UNKNOWN : hint;
    }
}
