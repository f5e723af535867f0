package dev.muninn.stream.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One encoded message to viewers: a text or bytes, not to be changed. Safe for many threads. */
public final class Frame {

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int SHORT = 125;

    /** Of a header with the longest length. */
    private static final int MAX_HEADER_BYTES = 10;

    private static final byte[] EVENT_BEGIN = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT_END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final int EVENT_BYTES = EVENT_BEGIN.length + EVENT_END.length;

    private final byte[] payload;
    private final boolean isBinary;
    private final boolean isShared;
    private volatile @Nullable ByteBuffer onWire;
    private volatile @Nullable ByteBuffer event;

    private Frame(byte[] payload, boolean isBinary, boolean isShared) {
        this.payload = payload;
        this.isBinary = isBinary;
        this.isShared = isShared;
    }

    /** A text in UTF-8 to one viewer. */
    public static Frame text(byte[] utf8) {
        return new Frame(utf8, false, false);
    }

    /** A text in UTF-8 to many. */
    public static Frame sharedText(byte[] utf8) {
        return new Frame(utf8, false, true);
    }

    static Frame sharedBinary(byte[] bytes) {
        return new Frame(bytes, true, true);
    }

    /** The array itself, for reading. */
    public byte[] payload() {
        return payload;
    }

    public boolean isBinary() {
        return isBinary;
    }

    public int size() {
        return payload.length;
    }

    /**
     * The whole WebSocket frame, header and all, from position to limit. Frames of a server carry
     * no mask, so what goes to many is laid out once, outside the heap, and written from there to
     * every socket.
     */
    public ByteBuffer onWire() {
        if (!isShared) {
            return layOut(ByteBuffer.allocate(payload.length + MAX_HEADER_BYTES));
        }
        ByteBuffer wire = onWire;
        if (wire == null) {
            wire = layOut(ByteBuffer.allocateDirect(payload.length + MAX_HEADER_BYTES));
            onWire = wire;
        }
        return wire.duplicate();
    }

    private ByteBuffer layOut(ByteBuffer wire) {
        wire.put((byte) (isBinary ? FINAL_BINARY : FINAL_TEXT));
        if (payload.length <= SHORT) {
            wire.put((byte) payload.length);
        } else if (payload.length <= 0xffff) {
            wire.put((byte) 126).putShort((short) payload.length);
        } else {
            wire.put((byte) 127).putLong(payload.length);
        }
        return wire.put(payload).flip();
    }

    /**
     * The whole server-sent event, from position to limit; what goes to many is laid out once, as
     * for sockets.
     */
    public ByteBuffer asEvent() {
        if (!isShared) {
            return layOutEvent(ByteBuffer.allocate(payload.length + EVENT_BYTES));
        }
        ByteBuffer wire = event;
        if (wire == null) {
            wire = layOutEvent(ByteBuffer.allocateDirect(payload.length + EVENT_BYTES));
            event = wire;
        }
        return wire.duplicate();
    }

    private ByteBuffer layOutEvent(ByteBuffer wire) {
        return wire.put(EVENT_BEGIN).put(payload).put(EVENT_END).flip();
    }

    @Override
    public String toString() {
        return isBinary ? payload.length + " bytes" : new String(payload, StandardCharsets.UTF_8);
    }
}
