package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;

/** A point of an exponential histogram; read into again and again. */
final class ExponentialPoint {

    private static final int ATTRIBUTE = 1 << 3 | ProtobufCursor.BYTES;
    private static final int START = 2 << 3 | ProtobufCursor.FIXED64;
    private static final int TIME = 3 << 3 | ProtobufCursor.FIXED64;
    private static final int COUNT = 4 << 3 | ProtobufCursor.FIXED64;
    private static final int SUM = 5 << 3 | ProtobufCursor.FIXED64;
    private static final int SCALE = 6 << 3 | ProtobufCursor.VARINT;
    private static final int ZERO_COUNT = 7 << 3 | ProtobufCursor.FIXED64;
    private static final int POSITIVE = 8 << 3 | ProtobufCursor.BYTES;
    private static final int NEGATIVE = 9 << 3 | ProtobufCursor.BYTES;
    private static final int FLAGS = 10 << 3 | ProtobufCursor.VARINT;
    private static final int EXEMPLAR = 11 << 3 | ProtobufCursor.BYTES;
    private static final int ZERO_THRESHOLD = 14 << 3 | ProtobufCursor.FIXED64;

    /** The buckets to one side of zero. */
    static final class Side {
        private static final int OFFSET = 1 << 3 | ProtobufCursor.VARINT;
        private static final int COUNTS = 2 << 3 | ProtobufCursor.BYTES;
        private static final int ONE_COUNT = 2 << 3 | ProtobufCursor.VARINT;

        final Column counts = new Column();
        int offset;

        private void clear() {
            counts.clear();
            offset = 0;
        }

        private void read(ProtobufCursor in) {
            int outer = in.enter();
            while (in.hasMore()) {
                int tag = in.tag();
                switch (tag) {
                    case OFFSET -> offset = (int) in.zigzag();
                    case COUNTS -> counts.takeVarints(in);
                    case ONE_COUNT -> counts.add((double) in.varint());
                    default -> in.skip(tag);
                }
            }
            in.leave(outer);
        }
    }

    final AttributeRun attributes = new AttributeRun();
    final ExemplarRanges exemplars = new ExemplarRanges();
    final Side positive = new Side();
    final Side negative = new Side();
    long startNanos;
    long timeNanos;
    double count;
    double sum;
    int scale;
    double zeroCount;
    double zeroThreshold;
    boolean isEnd;

    /** Reads the message that was entered. */
    void read(ProtobufCursor in) {
        clear();
        while (in.hasMore()) {
            int tagStart = in.position();
            int tag = in.tag();
            switch (tag) {
                case ATTRIBUTE -> attributes.take(in, tagStart);
                case START -> startNanos = in.fixed64();
                case TIME -> timeNanos = in.fixed64();
                case COUNT -> count = (double) in.fixed64();
                case SUM -> sum = in.readDouble();
                case SCALE -> scale = (int) in.zigzag();
                case ZERO_COUNT -> zeroCount = (double) in.fixed64();
                case POSITIVE -> positive.read(in);
                case NEGATIVE -> negative.read(in);
                case FLAGS -> isEnd = Tags.isEnd(in.varint());
                case EXEMPLAR -> exemplars.take(in);
                case ZERO_THRESHOLD -> zeroThreshold = in.readDouble();
                default -> in.skip(tag);
            }
        }
    }

    private void clear() {
        attributes.clear();
        exemplars.clear();
        positive.clear();
        negative.clear();
        startNanos = 0;
        timeNanos = 0;
        count = 0;
        sum = 0;
        scale = 0;
        zeroCount = 0;
        zeroThreshold = 0;
        isEnd = false;
    }
}
