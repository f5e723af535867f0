package dev.muninn.web.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the pieces of bodies off an HTTP/1.1 connection before Vert.x does, which would make a
 * buffer of each. Confined to the connection's event loop.
 */
final class BodyChannel extends ChannelInboundHandlerAdapter {

    /*
     * Vert.x still gets the end of each body, and with it says when a request has arrived. It also
     * hands out pieces itself: those of a request that came before the one ahead was answered were
     * kept by Vert.x until then. They come before any that this gets.
     */

    private @Nullable Consumer<ByteBuf> taker;

    private BodyChannel() {}

    /** The one of a connection; put in front of Vert.x when first asked for. */
    static BodyChannel of(HttpConnection connection) {
        ChannelHandlerContext vertx = ((ConnectionBase) connection).channelHandlerContext();
        BodyChannel known = vertx.pipeline().get(BodyChannel.class);
        if (known != null) {
            return known;
        }
        BodyChannel made = new BodyChannel();
        vertx.pipeline().addBefore(vertx.name(), "bodies", made);
        return made;
    }

    /** Takes the one of a connection off that brings no more bodies, if it has one. */
    static void leave(HttpConnection connection) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channelHandlerContext().pipeline();
        if (pipeline.get(BodyChannel.class) != null) {
            pipeline.remove(BodyChannel.class);
        }
    }

    /** Gives pieces of the body that is coming to the taker, which must not keep them. */
    void begin(Consumer<ByteBuf> pieces) {
        taker = pieces;
    }

    /** The body has ended, whoever took its last piece. */
    void end() {
        taker = null;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Consumer<ByteBuf> to = taker;
        if (to == null
                || !(message instanceof HttpContent piece)
                || piece.decoderResult().isFailure()) {
            context.fireChannelRead(message);
            return;
        }
        try {
            to.accept(piece.content());
        } finally {
            piece.release();
        }
        if (piece instanceof LastHttpContent) {
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }
}
