package dev.muninn.web.live;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A response of server-sent events that goes on until its connection ends. */
final class EventChannel extends ChannelInboundHandlerAdapter {

    /*
     * Vert.x reads the request; then this takes the place of its handlers, as LiveSocket does. The
     * response has no length and no chunks, its end is the connection's: so an event is the same
     * bytes for all viewers and goes to the channel as it is, and nothing is kept between two of
     * them.
     */

    private static final System.Logger logger = System.getLogger(EventChannel.class.getName());

    private static final byte[] HEAD =
            String.join(
                            "\r\n",
                            "HTTP/1.1 200 OK",
                            "content-type: text/event-stream",
                            "cache-control: no-store",
                            "x-content-type-options: nosniff",
                            "cross-origin-resource-policy: same-origin",
                            // Asks proxies not to hold events back.
                            "x-accel-buffering: no",
                            "connection: close",
                            "",
                            "")
                    .getBytes(StandardCharsets.US_ASCII);

    private final Channel channel;
    private volatile Runnable onWritable = () -> {};

    private EventChannel(Channel channel) {
        this.channel = channel;
    }

    /** Begins the answer to the connection's request, which has arrived whole; on its loop. */
    static EventChannel takeOver(HttpConnection connection) {
        ChannelHandlerContext before = ((ConnectionBase) connection).channelHandlerContext();
        EventChannel events = new EventChannel(before.channel());
        events.channel
                .config()
                .setWriteBufferWaterMark(
                        new WriteBufferWaterMark(
                                LiveSocket.LOW_WATER_BYTES, LiveSocket.HIGH_WATER_BYTES));
        ChannelPipeline pipeline = before.pipeline();
        pipeline.replace(before.name(), "events", events);
        remove(pipeline, HttpRequestDecoder.class);
        remove(pipeline, HttpResponseEncoder.class);
        // Who is silent is noticed by the heartbeat, which is sent anyway.
        remove(pipeline, IdleStateHandler.class);
        // Else it is not noticed that the client goes.
        events.channel.config().setAutoRead(true);
        events.write(ByteBuffer.wrap(HEAD));
        return events;
    }

    private static void remove(ChannelPipeline pipeline, Class<? extends ChannelHandler> type) {
        if (pipeline.get(type) != null) {
            pipeline.remove(type);
        }
    }

    /** What to do, after a while of taking no more, when it takes more again. */
    void onWritable(Runnable action) {
        onWritable = action;
    }

    /** What to do, once, when the connection has ended. */
    void onClosed(Runnable action) {
        channel.closeFuture().addListener(closed -> action.run());
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** Writes bytes that do not change any more; {@link #flush} sends them. */
    void write(ByteBuffer bytes) {
        var _ = channel.write(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
    }

    void flush() {
        var _ = channel.flush();
    }

    /** Ends the response behind what was written. */
    void end() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // The connection ends with this response: no other request is answered on it.
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            onWritable.run();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        logger.log(Level.DEBUG, "event stream failed", failure);
        var _ = context.close();
    }
}
