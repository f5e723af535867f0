package dev.muninn.web.live;

import dev.muninn.stream.CloseCode;
import dev.muninn.stream.Transport;
import dev.muninn.stream.Viewer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket as the place where one looks; used on its event loop. */
final class LiveSocket extends ChannelInboundHandlerAdapter implements Viewer {

    /*
     * Vert.x shakes hands; then this takes the place of its handler at the end of the channel's
     * pipeline. Frames go to the channel as the bytes they are on the wire: the same buffer for all
     * viewers, with no object per frame and socket but Netty's entry for it. And what Vert.x keeps
     * for a connection can go: the request with its headers, and two queues whose first pieces of
     * 4 kB were a quarter of all that a viewer cost.
     */

    /** What is heard of the client, on the event loop. */
    interface Listener {

        void onText(String text);

        /** More than a frame may hold. */
        void onTooLong();

        /** Bytes, which no client sends. */
        void onBytes();

        /** The socket can take more again. */
        void onWritable();

        /** The socket has ended; called once. */
        void onClosed();
    }

    private static final System.Logger logger = System.getLogger(LiveSocket.class.getName());

    /** Beyond this much unsent a viewer counts as slow. */
    static final int HIGH_WATER_BYTES = 64 << 10;

    /** Below this much it is asked to take more. */
    static final int LOW_WATER_BYTES = 32 << 10;

    /** More than the protocol allows, so that its own close code can be sent. */
    private static final int MAX_MESSAGE_BYTES = 256 << 10;

    /** A control frame holds 125 bytes, two of them the code. */
    private static final int MAX_REASON_BYTES = 123;

    /** A client that does not answer to the closing frame is not waited for any longer. */
    private static final long CLOSING_SECONDS = 10;

    private final Transport transport;
    private final Executor loop;
    private final Listener listener;
    private @Nullable ChannelHandlerContext channel;
    private boolean isClosing;

    LiveSocket(Transport transport, Executor loop, Listener listener) {
        this.transport = transport;
        this.loop = loop;
        this.listener = listener;
    }

    /** Becomes the end of the socket's channel, in the place of Vert.x. */
    void takeOver(ServerWebSocket socket) {
        ChannelHandlerContext before = ((WebSocketInternal) socket).channelHandlerContext();
        ChannelPipeline pipeline = before.pipeline();
        before.channel()
                .config()
                .setWriteBufferWaterMark(
                        new WriteBufferWaterMark(LOW_WATER_BYTES, HIGH_WATER_BYTES));
        pipeline.addBefore(before.name(), "whole", new WebSocketFrameAggregator(MAX_MESSAGE_BYTES));
        // Vert.x may have stopped reading until somebody takes its frames.
        before.channel().config().setAutoRead(true);
        pipeline.replace(before.name(), "live", this);
        // Who is silent is noticed by the heartbeat, which is sent anyway.
        if (pipeline.get(IdleStateHandler.class) != null) {
            pipeline.remove(IdleStateHandler.class);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
    }

    private ChannelHandlerContext channel() {
        if (channel == null) {
            throw new IllegalStateException("the socket has no channel yet");
        }
        return channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            switch (message) {
                case CloseWebSocketFrame frame -> onClose(frame);
                case PingWebSocketFrame ping -> {
                    ByteBuf same = ping.content().retain();
                    var _ = context.writeAndFlush(new PongWebSocketFrame(same));
                }
                case TextWebSocketFrame frame when !isClosing -> listener.onText(frame.text());
                case BinaryWebSocketFrame frame when !isClosing -> listener.onBytes();
                default -> logger.log(Level.TRACE, "a live socket sent {0}", message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** The client ends it, or answers to the end from this side. */
    private void onClose(CloseWebSocketFrame frame) {
        if (isClosing) {
            var _ = channel().close();
        } else {
            end(frame.retainedDuplicate());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            // Not now: this is called in the midst of a write.
            loop.execute(listener::onWritable);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        isClosing = true;
        listener.onClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        switch (failure) {
            case TooLongFrameException tooLong -> listener.onTooLong();
            case CorruptedWebSocketFrameException corrupted ->
                    end(new CloseWebSocketFrame(corrupted.closeStatus(), ""));
            default -> {
                logger.log(Level.DEBUG, "live socket failed", failure);
                var _ = context.close();
            }
        }
    }

    /** Says a last word and waits for none. */
    private void end(CloseWebSocketFrame last) {
        isClosing = true;
        var _ = channel().writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
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
        return channel != null && channel.channel().isWritable();
    }

    @Override
    public void send(ByteBuffer frame) {
        if (isClosing) {
            // Nothing may follow the closing frame.
            return;
        }
        ChannelHandlerContext to = channel();
        var _ = to.write(Unpooled.wrappedBuffer(frame), to.voidPromise());
    }

    @Override
    public void flush() {
        channel().flush();
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (isClosing) {
            return;
        }
        isClosing = true;
        ChannelHandlerContext to = channel();
        var _ = to.writeAndFlush(new CloseWebSocketFrame(code.number(), shortened(reason)));
        Runnable end =
                () -> {
                    var _ = to.close();
                };
        var _ = to.executor().schedule(end, CLOSING_SECONDS, TimeUnit.SECONDS);
    }

    private static String shortened(String reason) {
        String ascii = reason.replaceAll("[^ -~]", "?");
        return ascii.substring(0, Math.min(ascii.length(), MAX_REASON_BYTES));
    }
}
