package dev.muninn.web;

import dev.muninn.stream.CloseCode;
import dev.muninn.stream.Frame;
import dev.muninn.stream.Transport;
import dev.muninn.stream.Viewer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.concurrent.Executor;

/** A WebSocket as the place where one looks; used on its event loop. */
final class LiveSocket implements Viewer {

    /*
     * Frames pass by Vert.x and go to the channel as the bytes they are on the wire: the same
     * buffer for all viewers, with no object per frame and socket but Netty's entry for it. So
     * Vert.x knows nothing of how full the channel is, and its drain handler is of no use here.
     * Pongs and the closing frame still come from Vert.x; between whole frames that is no matter.
     */

    /** Beyond this much unsent a viewer counts as slow. */
    private static final int HIGH_WATER_BYTES = 64 << 10;

    /** Below this much it is asked to take more. */
    private static final int LOW_WATER_BYTES = 32 << 10;

    /** A control frame holds 125 bytes, two of them the code. */
    private static final int MAX_REASON_BYTES = 123;

    private final ServerWebSocket socket;
    private final ChannelHandlerContext channel;
    private final Transport transport;
    private final Executor loop;

    LiveSocket(ServerWebSocket socket, Transport transport, Executor loop) {
        this.socket = socket;
        this.transport = transport;
        this.loop = loop;
        channel = ((WebSocketInternal) socket).channelHandlerContext();
        channel.channel()
                .config()
                .setWriteBufferWaterMark(
                        new WriteBufferWaterMark(LOW_WATER_BYTES, HIGH_WATER_BYTES));
    }

    /** Runs a task on the loop each time that the socket can take more again. */
    void onWritable(Runnable task) {
        channel.pipeline()
                .addBefore(
                        channel.name(),
                        "live",
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelWritabilityChanged(ChannelHandlerContext context) {
                                if (context.channel().isWritable()) {
                                    // Not now: this is called in the midst of a write.
                                    loop.execute(task);
                                }
                                context.fireChannelWritabilityChanged();
                            }
                        });
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public boolean isWritable() {
        return channel.channel().isWritable();
    }

    @Override
    public void send(Frame frame) {
        var _ = channel.write(Unpooled.wrappedBuffer(frame.onWire()), channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
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
