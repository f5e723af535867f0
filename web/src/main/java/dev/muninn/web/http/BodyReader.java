package dev.muninn.web.http;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Collects one request's body, up to a limit of bytes and of time; confined to the event loop. */
final class BodyReader {

    /** Time to read the refusal before the connection is cut under a client that still sends. */
    private static final long LINGER_MILLIS = 1_000;

    private static final byte[] NOTHING = {};

    /** Room is made for as much at once, whatever length is declared. */
    private static final int MOST_AT_ONCE = 1 << 20;

    private final Vertx vertx;
    private final Connections connections;
    private final HttpServerRequest request;
    private final long limit;
    private final String limitOption;
    private final IntFunction<byte[]> arrays;
    private final Consumer<ByteBuffer> onBody;
    private final Consumer<Refusal> onRefused;
    private byte[] collected = NOTHING;
    private int size;
    private boolean isDone;

    /**
     * A reader.
     *
     * @param arrays makes room for so many bytes at least
     */
    BodyReader(
            Vertx vertx,
            Connections connections,
            HttpServerRequest request,
            long limit,
            String limitOption,
            IntFunction<byte[]> arrays,
            Consumer<ByteBuffer> onBody,
            Consumer<Refusal> onRefused) {
        this.vertx = vertx;
        this.connections = connections;
        this.request = request;
        this.limit = limit;
        this.limitOption = limitOption;
        this.arrays = arrays;
        this.onBody = onBody;
        this.onRefused = onRefused;
    }

    void start() {
        long declared = declaredLength();
        if (declared > limit) {
            refuse(Refusal.tooLarge(limit, limitOption));
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            var _ = request.response().writeContinue();
        }
        collected = declared > 0 ? arrays.apply((int) Math.min(declared, MOST_AT_ONCE)) : NOTHING;
        BodyChannel channel = BodyChannel.of(request.connection());
        Context loop = vertx.getOrCreateContext();
        connections.onBodyAwaited(
                request.connection(), () -> loop.runOnContext(late -> giveUpWaiting()));
        channel.begin(this::collect);
        request.handler(piece -> collect(((BufferInternal) piece).getByteBuf()));
        request.endHandler(
                ended -> {
                    channel.end();
                    finish();
                });
        request.exceptionHandler(failure -> giveUp());
    }

    private long declaredLength() {
        String header = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return header == null ? -1 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            // The HTTP codec refuses what is no number; what is too long for one is too large.
            return Long.MAX_VALUE;
        }
    }

    private void collect(ByteBuf piece) {
        if (isDone) {
            return;
        }
        int more = piece.readableBytes();
        if ((long) size + more > limit) {
            refuse(Refusal.tooLarge(limit, limitOption));
            return;
        }
        if (size + more > collected.length) {
            collected = Arrays.copyOf(collected, Math.max(size + more, 2 * size));
        }
        piece.getBytes(piece.readerIndex(), collected, size, more);
        size += more;
    }

    private void finish() {
        if (!isDone) {
            giveUp();
            onBody.accept(ByteBuffer.wrap(collected, 0, size));
        }
    }

    private void giveUp() {
        isDone = true;
        connections.onBodyRead(request.connection());
    }

    private void giveUpWaiting() {
        if (!isDone) {
            refuse(new Refusal(408, "timeout", "the body did not arrive in time"));
        }
    }

    private void refuse(Refusal refusal) {
        giveUp();
        collected = NOTHING;
        onRefused.accept(refusal);
        request.handler(ignored -> {});
        vertx.setTimer(LINGER_MILLIS, fired -> request.connection().close());
    }
}
