package dev.muninn.web;

import dev.muninn.stream.CloseCode;
import dev.muninn.stream.Frame;
import dev.muninn.stream.Viewer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.websocket.WebSocketFrameImpl;
import java.util.concurrent.Executor;

/** A WebSocket as the place where one looks; used on its event loop. */
final class LiveSocket implements Viewer {

    /** Beyond this much unsent a viewer counts as slow. */
    private static final int HIGH_WATER_BYTES = 64 << 10;

    /** A control frame holds 125 bytes, two of them the code. */
    private static final int MAX_REASON_BYTES = 123;

    private final ServerWebSocket socket;
    private final Executor loop;

    LiveSocket(ServerWebSocket socket, Executor loop) {
        this.socket = socket;
        this.loop = loop;
        socket.setWriteQueueMaxSize(HIGH_WATER_BYTES);
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public boolean isWritable() {
        return !socket.isClosed() && !socket.writeQueueFull();
    }

    @Override
    public void send(Frame frame) {
        // The public factory takes a String and encodes it for every viewer; this one wraps the
        // bytes that all viewers share.
        var _ =
                socket.writeFrame(
                        new WebSocketFrameImpl(WebSocketFrameType.TEXT, frame.utf8(), true));
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (!socket.isClosed()) {
            var _ = socket.close(code.number(), shortened(reason));
        }
    }

    private static String shortened(String reason) {
        String ascii = reason.replaceAll("[^ -~]", "?");
        return ascii.substring(0, Math.min(ascii.length(), MAX_REASON_BYTES));
    }
}
