package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.RepeatedNumbers;
import dev.muninn.model.Exemplar;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message {@code Histogram} of protobuf expositions, which holds a classic histogram, a native
 * one, or both; read into again and again.
 */
final class HistogramMessage {

    private static final int COUNT = 1 << 3 | ProtobufCursor.VARINT;
    private static final int SUM = 2 << 3 | ProtobufCursor.FIXED64;
    private static final int BUCKET = 3 << 3 | ProtobufCursor.BYTES;
    private static final int FLOAT_COUNT = 4 << 3 | ProtobufCursor.FIXED64;
    private static final int SCHEMA = 5 << 3 | ProtobufCursor.VARINT;
    private static final int ZERO_THRESHOLD = 6 << 3 | ProtobufCursor.FIXED64;
    private static final int ZERO_COUNT = 7 << 3 | ProtobufCursor.VARINT;
    private static final int FLOAT_ZERO_COUNT = 8 << 3 | ProtobufCursor.FIXED64;
    private static final int NEGATIVE_SPAN = 9 << 3 | ProtobufCursor.BYTES;
    private static final int NEGATIVE_DELTA = 10 << 3 | ProtobufCursor.VARINT;
    private static final int NEGATIVE_DELTAS = 10 << 3 | ProtobufCursor.BYTES;
    private static final int NEGATIVE_COUNT = 11 << 3 | ProtobufCursor.FIXED64;
    private static final int NEGATIVE_COUNTS = 11 << 3 | ProtobufCursor.BYTES;
    private static final int POSITIVE_SPAN = 12 << 3 | ProtobufCursor.BYTES;
    private static final int POSITIVE_DELTA = 13 << 3 | ProtobufCursor.VARINT;
    private static final int POSITIVE_DELTAS = 13 << 3 | ProtobufCursor.BYTES;
    private static final int POSITIVE_COUNT = 14 << 3 | ProtobufCursor.FIXED64;
    private static final int POSITIVE_COUNTS = 14 << 3 | ProtobufCursor.BYTES;
    private static final int EXEMPLAR = 16 << 3 | ProtobufCursor.BYTES;

    private static final double[] NO_BOUNDS = {};

    /** A bucket of a classic histogram: all that was not above its bound. */
    record Bucket(double bound, double count, @Nullable Exemplar exemplar) {

        private static final int COUNT = 1 << 3 | ProtobufCursor.VARINT;
        private static final int BOUND = 2 << 3 | ProtobufCursor.FIXED64;
        private static final int EXEMPLAR = 3 << 3 | ProtobufCursor.BYTES;
        private static final int FLOAT_COUNT = 4 << 3 | ProtobufCursor.FIXED64;

        private static Bucket read(ProtobufCursor in, ExemplarMessage exemplars) {
            double bound = 0;
            double count = 0;
            Exemplar exemplar = null;
            int outer = in.enter();
            while (in.hasMore()) {
                int tag = in.tag();
                switch (tag) {
                    case COUNT -> count = (double) in.varint();
                    case BOUND -> bound = in.readDouble();
                    case EXEMPLAR -> exemplar = exemplars.read(in);
                    case FLOAT_COUNT -> count = in.readDouble();
                    default -> in.skip(tag);
                }
            }
            in.leave(outer);
            return new Bucket(bound, count, exemplar);
        }
    }

    final List<Bucket> buckets = new ArrayList<>();

    /** Those of the native histogram; classic buckets have their own. */
    final List<Exemplar> exemplars = new ArrayList<>();

    double count;
    double sum;

    private final ExemplarMessage exemplarMessage = new ExemplarMessage();
    private final RepeatedNumbers negativeSpans = new RepeatedNumbers();
    private final RepeatedNumbers negativeDeltas = new RepeatedNumbers();
    private final RepeatedNumbers negativeCounts = new RepeatedNumbers();
    private final RepeatedNumbers positiveSpans = new RepeatedNumbers();
    private final RepeatedNumbers positiveDeltas = new RepeatedNumbers();
    private final RepeatedNumbers positiveCounts = new RepeatedNumbers();
    private boolean isFloat;
    private int schema;
    private double zeroThreshold;
    private double zeroCount;

    /** Reads the message whose tag was just read. */
    void read(ProtobufCursor in) {
        clear();
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case COUNT -> count = (double) in.varint();
                case SUM -> sum = in.readDouble();
                case BUCKET -> buckets.add(Bucket.read(in, exemplarMessage));
                case FLOAT_COUNT -> {
                    count = in.readDouble();
                    isFloat = true;
                }
                case SCHEMA -> schema = (int) in.zigzag();
                case ZERO_THRESHOLD -> zeroThreshold = in.readDouble();
                case ZERO_COUNT -> zeroCount = (double) in.varint();
                case FLOAT_ZERO_COUNT -> zeroCount = in.readDouble();
                case NEGATIVE_SPAN -> negativeSpans.takeSpan(in);
                case NEGATIVE_DELTA -> negativeDeltas.add(in.zigzag());
                case NEGATIVE_DELTAS -> negativeDeltas.takeZigzags(in);
                case NEGATIVE_COUNT -> negativeCounts.add(in.fixed64());
                case NEGATIVE_COUNTS -> negativeCounts.takeFixed(in);
                case POSITIVE_SPAN -> positiveSpans.takeSpan(in);
                case POSITIVE_DELTA -> positiveDeltas.add(in.zigzag());
                case POSITIVE_DELTAS -> positiveDeltas.takeZigzags(in);
                case POSITIVE_COUNT -> positiveCounts.add(in.fixed64());
                case POSITIVE_COUNTS -> positiveCounts.takeFixed(in);
                case EXEMPLAR -> exemplars.add(exemplarMessage.read(in));
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void clear() {
        buckets.clear();
        exemplars.clear();
        negativeSpans.clear();
        negativeDeltas.clear();
        negativeCounts.clear();
        positiveSpans.clear();
        positiveDeltas.clear();
        positiveCounts.clear();
        isFloat = false;
        count = 0;
        sum = 0;
        schema = 0;
        zeroThreshold = 0;
        zeroCount = 0;
    }

    /** Whether the message has what only native histograms have, as Prometheus decides it. */
    boolean isNative() {
        return !positiveSpans.isEmpty()
                || !negativeSpans.isEmpty()
                || zeroThreshold > 0
                || zeroCount > 0;
    }

    /**
     * The native histogram.
     *
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT if its parts contradict each other
     */
    NativeHistogram toNative(ResetHint hint) {
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
                NO_BOUNDS);
    }
}
