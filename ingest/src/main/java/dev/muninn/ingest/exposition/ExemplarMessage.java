package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.Exemplar;

/** Reads messages {@code Exemplar} of protobuf expositions; confined to one thread. */
final class ExemplarMessage {

    private static final int LABEL = 1 << 3 | ProtobufCursor.BYTES;
    private static final int VALUE = 2 << 3 | ProtobufCursor.FIXED64;
    private static final int TIMESTAMP = 3 << 3 | ProtobufCursor.BYTES;

    private final LabelPairs labels = new LabelPairs();

    /** Reads the exemplar whose tag was just read; its time may be that of none. */
    Exemplar read(ProtobufCursor in) {
        labels.clear();
        double value = 0;
        long timestamp = ExpositionHandler.NO_TIMESTAMP;
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case LABEL -> labels.take(in);
                case VALUE -> value = in.readDouble();
                case TIMESTAMP -> timestamp = in.readTimestampMillis();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return new Exemplar(labels.labels(), value, timestamp);
    }
}
