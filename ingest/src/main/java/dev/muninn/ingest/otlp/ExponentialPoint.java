package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;

/** A point of an exponential histogram. */
final class ExponentialPoint extends DistributionPoint {

    private static final int SCALE = 6 << 3 | ProtobufCursor.VARINT;
    private static final int ZERO_COUNT = 7 << 3 | ProtobufCursor.FIXED64;
    private static final int POSITIVE = 8 << 3 | ProtobufCursor.BYTES;
    private static final int NEGATIVE = 9 << 3 | ProtobufCursor.BYTES;
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

    final Side positive = new Side();
    final Side negative = new Side();
    int scale;
    double zeroCount;
    double zeroThreshold;

    ExponentialPoint() {
        super(1, 11, 10);
    }

    @Override
    void clear() {
        super.clear();
        positive.clear();
        negative.clear();
        scale = 0;
        zeroCount = 0;
        zeroThreshold = 0;
    }

    @Override
    void readOwn(int tag, ProtobufCursor in) {
        switch (tag) {
            case SCALE -> scale = (int) in.zigzag();
            case ZERO_COUNT -> zeroCount = (double) in.fixed64();
            case POSITIVE -> positive.read(in);
            case NEGATIVE -> negative.read(in);
            case ZERO_THRESHOLD -> zeroThreshold = in.readDouble();
            default -> super.readOwn(tag, in);
        }
    }
}
