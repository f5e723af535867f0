package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.LabelBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Gathers the label fields of a message, wherever they stand, into the form of {@link LabelBytes};
 * confined to one thread.
 */
final class ScatteredLabels {

    /** Field 1 of series and of exemplars. */
    static final int LABEL = 1 << 3 | ProtobufCursor.BYTES;

    static final int NAME = 1 << 3 | ProtobufCursor.BYTES;
    static final int VALUE = 2 << 3 | ProtobufCursor.BYTES;

    private final BodyBuffer gathered = new BodyBuffer();

    /** Reads the message that the cursor has entered, to its end. */
    byte[] gather(ProtobufCursor in) {
        gathered.clear();
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == LABEL) {
                int outer = in.enter();
                appendLabel(in);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
        return Arrays.copyOf(gathered.bytes(), gathered.length());
    }

    /** Appends a label with its last name and its last value, as protobuf has it. */
    private void appendLabel(ProtobufCursor in) {
        int nameStart = 0;
        int nameEnd = 0;
        int valueStart = 0;
        int valueEnd = 0;
        while (in.hasMore()) {
            int start = in.position();
            int tag = in.tag();
            in.skip(tag);
            if (tag == NAME) {
                nameStart = start;
                nameEnd = in.position();
            } else if (tag == VALUE) {
                valueStart = start;
                valueEnd = in.position();
            }
        }
        gathered.append((byte) LABEL);
        appendVarint(nameEnd - nameStart + valueEnd - valueStart);
        gathered.append(ByteBuffer.wrap(in.bytes(), nameStart, nameEnd - nameStart));
        gathered.append(ByteBuffer.wrap(in.bytes(), valueStart, valueEnd - valueStart));
    }

    private void appendVarint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            gathered.append((byte) (rest | 0x80));
            rest >>>= 7;
        }
        gathered.append((byte) rest);
    }
}
