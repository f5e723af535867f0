package dev.muninn.web.http;

import dev.muninn.model.Clock;
import dev.muninn.model.JsonBuffer;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The answer to one request; made on its event loop, given once. Safe to give from any thread. */
public final class Reply {

    public static final String JSON = "application/json";
    public static final String TEXT = "text/plain; charset=utf-8";

    private static final Pattern REFUSED = Pattern.compile("\\s*q=0(\\.0*)?\\s*");

    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence CONTENT_TYPE_OPTIONS =
            HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence RESOURCE_POLICY =
            HttpHeaders.createOptimized("cross-origin-resource-policy");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private final HttpServerResponse response;
    private final @Nullable Context loop;
    private final String acceptEncoding;
    private final IntConsumer onAnswered;
    private volatile boolean isGone;
    private volatile boolean isEnded;

    Reply(HttpServerRequest request, RouteFigures figures, Clock clock, Runnable onEnd) {
        response = request.response();
        loop = Vertx.currentContext();
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        acceptEncoding = accepted == null ? "" : accepted;
        long startNanos = clock.nanos();
        onAnswered = status -> figures.answered(status, clock.nanos() - startNanos);
        response.closeHandler(closed -> isGone = true);
        response.endHandler(
                ended -> {
                    onAnswered.accept(response.getStatusCode());
                    onEnd.run();
                });
    }

    /** Counts the answer, which is given from here on without this and without Vert.x. */
    public void onTakenOver() {
        onAnswered.accept(200);
    }

    /** Whether nobody waits for the answer any more. */
    public boolean isGone() {
        return isGone;
    }

    /** Whether the client takes a body in this coding. */
    boolean accepts(String coding) {
        for (String part : acceptEncoding.split(",")) {
            String[] accepted = part.strip().split(";", 2);
            if (accepted[0].strip().equalsIgnoreCase(coding)) {
                return accepted.length < 2 || !REFUSED.matcher(accepted[1]).matches();
            }
        }
        return false;
    }

    public MultiMap headers() {
        return response.headers();
    }

    public void json(int status, JsonBuffer json) {
        AnswerBody body = body(status, JSON, json);
        body.end();
    }

    public void text(int status, String text) {
        bytes(status, TEXT, Buffer.buffer(text));
    }

    public void empty(int status) {
        begin(status);
        end(null);
    }

    /** Bytes as they are, not compressed here. */
    public void bytes(int status, CharSequence type, Buffer bytes) {
        begin(status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        end(bytes);
    }

    /** A body that is written piece by piece into the buffer. */
    public AnswerBody body(int status, String type, JsonBuffer buffer) {
        return new AnswerBody(this, status, type, buffer);
    }

    public void refuse(Refusal refusal) {
        if (isEnded || response.headWritten()) {
            // Too late for another status: a broken end is the only way to say so.
            response.reset();
            return;
        }
        if (refusal.status() == 429) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        JsonBuffer json =
                new JsonBuffer()
                        .raw("{\"status\":\"error\",\"errorType\":\"")
                        .raw(refusal.errorType())
                        .raw("\",\"error\":")
                        .string(refusal.message())
                        .raw('}');
        bytes(refusal.status(), JSON, Buffer.buffer(json.toBytes()));
    }

    HttpServerResponse begin(int status) {
        response.setStatusCode(status);
        MultiMap headers = response.headers();
        headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        headers.set(RESOURCE_POLICY, SAME_ORIGIN);
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
        return response;
    }

    /** Ends the answer, all on the event loop: that has to be woken but once then. */
    void end(@Nullable Buffer bytes) {
        isEnded = true;
        if (loop == null || Context.isOnEventLoopThread()) {
            endNow(bytes);
        } else {
            loop.runOnContext(woken -> endNow(bytes));
        }
    }

    private void endNow(@Nullable Buffer bytes) {
        if (!isGone) {
            var _ = bytes == null ? response.end() : response.end(bytes);
        }
    }

    /** Asks the client to open another connection for its next request. */
    public void closeAfter() {
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
}
