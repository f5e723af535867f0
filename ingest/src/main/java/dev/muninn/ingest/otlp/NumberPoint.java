package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.Staleness;

/** A point of a gauge or a sum. */
final class NumberPoint extends Point {

    private static final int DOUBLE = 4 << 3 | ProtobufCursor.FIXED64;
    private static final int INTEGER = 6 << 3 | ProtobufCursor.FIXED64;

    private double number;

    NumberPoint() {
        super(7, 5, 8);
    }

    /** The number, or the marker of a series that has ended. */
    double value() {
        return isEnd ? Staleness.MARKER : number;
    }

    @Override
    void clear() {
        number = 0;
    }

    @Override
    void readOwn(int tag, ProtobufCursor in) {
        switch (tag) {
            case DOUBLE -> number = in.readDouble();
            case INTEGER -> number = (double) in.fixed64();
            default -> in.skip(tag);
        }
    }
}
