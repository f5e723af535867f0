package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.Staleness;

/** A point of a gauge or a sum; read into again and again, confined to one thread. */
final class NumberPoint {

    private static final int START = 2 << 3 | ProtobufCursor.FIXED64;
    private static final int TIME = 3 << 3 | ProtobufCursor.FIXED64;
    private static final int DOUBLE = 4 << 3 | ProtobufCursor.FIXED64;
    private static final int EXEMPLAR = 5 << 3 | ProtobufCursor.BYTES;
    private static final int INTEGER = 6 << 3 | ProtobufCursor.FIXED64;
    private static final int ATTRIBUTE = 7 << 3 | ProtobufCursor.BYTES;
    private static final int FLAGS = 8 << 3 | ProtobufCursor.VARINT;

    final AttributeRun attributes = new AttributeRun();
    final ExemplarRanges exemplars = new ExemplarRanges();
    long startNanos;
    long timeNanos;
    double value;

    /** Reads the message that was entered. */
    void read(ProtobufCursor in) {
        attributes.clear();
        exemplars.clear();
        startNanos = 0;
        timeNanos = 0;
        value = 0;
        boolean isEnd = false;
        while (in.hasMore()) {
            int tagStart = in.position();
            int tag = in.tag();
            switch (tag) {
                case START -> startNanos = in.fixed64();
                case TIME -> timeNanos = in.fixed64();
                case DOUBLE -> value = in.readDouble();
                case INTEGER -> value = (double) in.fixed64();
                case ATTRIBUTE -> attributes.take(in, tagStart);
                case EXEMPLAR -> exemplars.take(in);
                case FLAGS -> isEnd = Tags.isEnd(in.varint());
                default -> in.skip(tag);
            }
        }
        if (isEnd) {
            value = Staleness.MARKER;
        }
    }
}
