package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;

/** Field tags of OpenTelemetry's messages: the number, times 8, plus the wire type. */
final class Tags {

    /** The flag of a point that says only that its series has ended. */
    static final int NO_VALUE = 1;

    private Tags() {}

    static int bytes(int field) {
        return field << 3 | ProtobufCursor.BYTES;
    }

    static boolean isEnd(long flags) {
        return (flags & NO_VALUE) != 0;
    }
}
