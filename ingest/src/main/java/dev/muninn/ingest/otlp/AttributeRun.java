package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;
import java.util.Arrays;

/** Where the attributes of one message stand, tags included; confined to one thread. */
final class AttributeRun {

    private byte[] bytes = {};
    private int from;
    private int to;
    private byte[] gathered = {};
    private boolean isGathered;

    void clear() {
        isGathered = false;
        from = 0;
        to = 0;
    }

    /** Makes it the attributes that stand in a range. */
    void set(byte[] source, int start, int end) {
        isGathered = false;
        bytes = source;
        from = start;
        to = end;
    }

    /** Whether they were brought together in an array that is used again. */
    boolean isGathered() {
        return isGathered;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Takes the field whose tag was just read. */
    void take(ProtobufCursor in, int tagStart) {
        int length = in.length();
        int end = in.position() + length;
        in.moveTo(end);
        if (from == to) {
            bytes = in.bytes();
            from = tagStart;
            to = end;
        } else if (to == tagStart && !isGathered) {
            to = end;
        } else {
            gather(in.bytes(), tagStart, end);
        }
    }

    /** Brings fields together that other fields stand between; senders hardly ever do that. */
    private void gather(byte[] source, int tagStart, int end) {
        int before = to - from;
        int after = before + end - tagStart;
        if (!isGathered || after > gathered.length) {
            byte[] wider = new byte[2 * after];
            System.arraycopy(bytes, from, wider, 0, before);
            gathered = wider;
        }
        System.arraycopy(source, tagStart, gathered, before, end - tagStart);
        bytes = gathered;
        isGathered = true;
        from = 0;
        to = after;
    }

    /** A copy that stays as it is. */
    byte[] toByteArray() {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
