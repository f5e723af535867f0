package dev.muninn.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects one request's body, up to a limit of bytes and of time; confined to the event loop. */
final class BodyReader {

    /** Time to read the refusal before the connection is cut under a client that still sends. */
    private static final long LINGER_MILLIS = 1_000;

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final long limit;
    private final Refusal tooLarge;
    private final Handler<Buffer> onBody;
    private final Consumer<Refusal> onRefused;
    private @Nullable Buffer collected;
    private boolean isDone;
    private long timer = NO_TIMER;

    BodyReader(
            Vertx vertx,
            HttpServerRequest request,
            long limit,
            String limitOption,
            Handler<Buffer> onBody,
            Consumer<Refusal> onRefused) {
        this.vertx = vertx;
        this.request = request;
        this.limit = limit;
        this.onBody = onBody;
        this.onRefused = onRefused;
        tooLarge = Refusal.tooLarge(limit, limitOption);
    }

    void start(long timeoutMillis) {
        long declared = declaredLength();
        if (declared > limit) {
            refuse(tooLarge);
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            var _ = request.response().writeContinue();
        }
        collected = declared > 0 ? Buffer.buffer((int) Math.min(declared, 1 << 20)) : null;
        timer =
                vertx.setTimer(
                        timeoutMillis,
                        fired ->
                                refuse(
                                        new Refusal(
                                                408,
                                                "timeout",
                                                "the body did not arrive in time")));
        request.handler(this::collect);
        request.endHandler(ended -> finish());
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

    private void collect(Buffer piece) {
        if (isDone) {
            return;
        }
        Buffer soFar = collected;
        if ((soFar == null ? 0L : soFar.length()) + piece.length() > limit) {
            refuse(tooLarge);
        } else if (soFar == null) {
            collected = piece.copy();
        } else {
            soFar.appendBuffer(piece);
        }
    }

    private void finish() {
        if (!isDone) {
            giveUp();
            onBody.handle(collected == null ? Buffer.buffer() : collected);
        }
    }

    private void giveUp() {
        isDone = true;
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
    }

    private void refuse(Refusal refusal) {
        giveUp();
        collected = null;
        onRefused.accept(refusal);
        request.handler(ignored -> {});
        vertx.setTimer(LINGER_MILLIS, fired -> request.connection().close());
    }
}
