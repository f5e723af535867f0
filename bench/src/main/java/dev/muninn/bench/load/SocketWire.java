package dev.muninn.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client, as little of it as a viewer needs. */
final class SocketWire implements LiveWire {

    private final LiveViewer viewer;
    private boolean isOpen;

    SocketWire(LiveViewer viewer) {
        this.viewer = viewer;
    }

    @Override
    public String begin() {
        return "GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:"
                + viewer.plan().port()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: muninn.live.v1+"
                + viewer.plan().form()
                + "\r\n\r\n";
    }

    @Override
    public int take(byte[] bytes) throws IOException {
        int at = 0;
        if (!isOpen) {
            at = LiveWire.endOfHead(bytes);
            if (at < 0) {
                return 0;
            }
            if (!new String(bytes, 0, 12, StandardCharsets.US_ASCII).endsWith("101")) {
                viewer.onRefused();
                return bytes.length;
            }
            isOpen = true;
            send(viewer.hello());
            send(viewer.subscribe());
        }
        int next = frame(bytes, at);
        while (next > at) {
            at = next;
            next = frame(bytes, at);
        }
        return at;
    }

    /** A client's frames are masked; a mask of zeros is one. */
    private void send(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).put((byte) 0x81);
        if (payload.length <= 125) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        viewer.write(frame.putInt(0).put(payload).flip());
    }

    /** Takes one frame and returns where it ends, or where it begins if it is not there yet. */
    private int frame(byte[] bytes, int at) {
        ByteBuffer in = ByteBuffer.wrap(bytes, at, bytes.length - at);
        if (in.remaining() < 2) {
            return at;
        }
        int kind = in.get() & 15;
        long length = in.get() & 0x7f;
        if (in.remaining() < (length < 126 ? 0 : length == 126 ? 2 : 8)) {
            return at;
        }
        length = length < 126 ? length : length == 126 ? in.getShort() & 0xffff : in.getLong();
        if (in.remaining() < length) {
            return at;
        }
        int start = in.position();
        int size = Math.toIntExact(length);
        if (kind == 1) {
            viewer.onText(new String(bytes, start, size, StandardCharsets.UTF_8));
        } else if (kind == 2) {
            viewer.onBytes(in.slice(start, size));
        }
        return start + size;
    }
}
