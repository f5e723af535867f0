package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.HistogramParts;
import dev.muninn.ingest.wire.ProtobufCursor;
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

    private final ExemplarMessage exemplarMessage = new ExemplarMessage();
    private final HistogramParts parts = new HistogramParts();

    /** Reads the message whose tag was just read. */
    void read(ProtobufCursor in) {
        clear();
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case COUNT -> parts.takeCount(in);
                case SUM -> parts.takeSum(in);
                case BUCKET -> buckets.add(Bucket.read(in, exemplarMessage));
                case FLOAT_COUNT -> parts.takeFloatCount(in);
                case SCHEMA -> parts.takeSchema(in);
                case ZERO_THRESHOLD -> parts.takeZeroThreshold(in);
                case ZERO_COUNT -> parts.takeZeroCount(in);
                case FLOAT_ZERO_COUNT -> parts.takeFloatZeroCount(in);
                case NEGATIVE_SPAN -> parts.negative.takeSpan(in);
                case NEGATIVE_DELTA -> parts.negative.takeDelta(in);
                case NEGATIVE_DELTAS -> parts.negative.takeDeltas(in);
                case NEGATIVE_COUNT -> parts.negative.takeCount(in);
                case NEGATIVE_COUNTS -> parts.negative.takeCounts(in);
                case POSITIVE_SPAN -> parts.positive.takeSpan(in);
                case POSITIVE_DELTA -> parts.positive.takeDelta(in);
                case POSITIVE_DELTAS -> parts.positive.takeDeltas(in);
                case POSITIVE_COUNT -> parts.positive.takeCount(in);
                case POSITIVE_COUNTS -> parts.positive.takeCounts(in);
                case EXEMPLAR -> exemplars.add(exemplarMessage.read(in));
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void clear() {
        buckets.clear();
        exemplars.clear();
        parts.clear();
    }

    double count() {
        return parts.count();
    }

    double sum() {
        return parts.sum();
    }

    boolean isNative() {
        return parts.isNative();
    }

    /**
     * The native histogram.
     *
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT if its parts contradict each other
     */
    NativeHistogram toNative(ResetHint hint) {
        return parts.histogram(hint, NO_BOUNDS);
    }
}
