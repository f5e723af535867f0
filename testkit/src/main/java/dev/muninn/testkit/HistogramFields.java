package dev.muninn.testkit;

import dev.muninn.model.NativeHistogram;

/** The fields of remote write's {@code Histogram} message, alike in versions 1.0 and 2.0. */
final class HistogramFields {

    private HistogramFields() {}

    static void writeInteger(ProtobufWriter to, NativeHistogram histogram, long timestampMillis) {
        to.varintField(1, (long) histogram.count());
        writeShape(to, histogram);
        to.varintField(6, (long) histogram.zeroCount());
        writeSpans(to, 8, histogram.negativeSpans());
        writeDeltas(to, 9, histogram.negativeBuckets());
        writeSpans(to, 11, histogram.positiveSpans());
        writeDeltas(to, 12, histogram.positiveBuckets());
        writeEnd(to, histogram, timestampMillis);
    }

    static void writeFloat(ProtobufWriter to, NativeHistogram histogram, long timestampMillis) {
        to.doubleField(2, histogram.count());
        writeShape(to, histogram);
        to.doubleField(7, histogram.zeroCount());
        writeSpans(to, 8, histogram.negativeSpans());
        writeDoubles(to, 10, histogram.negativeBuckets());
        writeSpans(to, 11, histogram.positiveSpans());
        writeDoubles(to, 13, histogram.positiveBuckets());
        writeEnd(to, histogram, timestampMillis);
    }

    private static void writeShape(ProtobufWriter to, NativeHistogram histogram) {
        to.doubleField(3, histogram.sum());
        to.zigzagField(4, histogram.schema());
        to.doubleField(5, histogram.zeroThreshold());
    }

    private static void writeEnd(
            ProtobufWriter to, NativeHistogram histogram, long timestampMillis) {
        to.varintField(14, histogram.resetHint().ordinal());
        to.varintField(15, timestampMillis);
        writeDoubles(to, 16, histogram.customBounds());
    }

    private static void writeSpans(ProtobufWriter to, int field, int[] spans) {
        ProtobufWriter span = new ProtobufWriter();
        for (int i = 0; i < spans.length; i += 2) {
            span.clear();
            span.zigzagField(1, spans[i]);
            span.varintField(2, spans[i + 1]);
            to.messageField(field, span);
        }
    }

    private static void writeDeltas(ProtobufWriter to, int field, double[] buckets) {
        ProtobufWriter packed = new ProtobufWriter();
        long before = 0;
        for (double bucket : buckets) {
            packed.varint(ProtobufWriter.zigzag((long) bucket - before));
            before = (long) bucket;
        }
        if (packed.length() > 0) {
            to.messageField(field, packed);
        }
    }

    private static void writeDoubles(ProtobufWriter to, int field, double[] values) {
        ProtobufWriter packed = new ProtobufWriter();
        for (double value : values) {
            packed.fixed64(Double.doubleToRawLongBits(value));
        }
        if (packed.length() > 0) {
            to.messageField(field, packed);
        }
    }
}
