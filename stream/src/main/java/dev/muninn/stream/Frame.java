package dev.muninn.stream;

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

    private final byte[] payload;
    private final boolean isBinary;
    private final boolean isShared;
    private volatile @Nullable ByteBuffer onWire;

    private Frame(byte[] payload, boolean isBinary, boolean isShared) {
        this.payload = payload;
        this.isBinary = isBinary;
        this.isShared = isShared;
    }

    /** A text in UTF-8 to one viewer. */
    static Frame text(byte[] utf8) {
        return new Frame(utf8, false, false);
    }

    /** A text in UTF-8 to many. */
    static Frame sharedText(byte[] utf8) {
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

    @Override
    public String toString() {
        return isBinary ? payload.length + " bytes" : new String(payload, StandardCharsets.UTF_8);
    }
}
