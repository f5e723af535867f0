package dev.muninn.web.http;

import dev.muninn.model.JsonBuffer;
import dev.muninn.model.MuninnException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer while it is being written: small ones go out in one piece, large ones in
 * chunks, no faster than the client takes them. Compressed where the client wants it.
 */
public final class AnswerBody {

    private static final int CHUNK_BYTES = 128 << 10;

    /** Below this, compressing costs more than sending. */
    private static final int MIN_COMPRESSED_BYTES = 1_400;

    /** A client that takes no chunk for this long has lost interest. */
    private static final long CHUNK_TIMEOUT_SECONDS = 60;

    private final Reply reply;
    private final int status;
    private final String type;
    private final JsonBuffer buffer;
    private @Nullable HttpServerResponse response;
    private @Nullable Packing packing;
    private @Nullable Future<Void> sending;

    AnswerBody(Reply reply, int status, String type, JsonBuffer buffer) {
        this.reply = reply;
        this.status = status;
        this.type = type;
        this.buffer = buffer;
    }

    /** What is written here goes out, some time before {@link #end} if it becomes much. */
    public JsonBuffer buffer() {
        return buffer;
    }

    /**
     * Sends what was written so far if it is enough for a chunk; to be called now and then.
     *
     * @throws MuninnException of kind CANCELLED if the client is gone or takes nothing, or if the
     *     answer was to be sent at once and is too long for that
     */
    public void drain() {
        if (buffer.size() >= CHUNK_BYTES) {
            if (Context.isOnEventLoopThread()) {
                // To wait here for the client would be to wait for ourselves.
                throw new MuninnException(
                        MuninnException.Kind.CANCELLED, "the answer does not go out at once");
            }
            HttpServerResponse begun = response == null ? begin().setChunked(true) : response;
            send(begun, take(false));
        }
    }

    private HttpServerResponse begin() {
        HttpServerResponse begun = reply.begin(status);
        begun.putHeader(HttpHeaders.CONTENT_TYPE, type);
        begun.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (buffer.size() >= MIN_COMPRESSED_BYTES) {
            packing = Packing.accepted(reply);
        }
        if (packing != null) {
            begun.putHeader(HttpHeaders.CONTENT_ENCODING, packing.coding());
        }
        response = begun;
        return begun;
    }

    private Buffer take(boolean isLast) {
        Packing chosen = packing;
        Buffer bytes =
                chosen == null
                        ? Buffer.buffer(buffer.size()).appendBytes(buffer.array(), 0, buffer.size())
                        : chosen.pack(buffer, isLast);
        buffer.clear();
        return bytes;
    }

    private void send(HttpServerResponse begun, Buffer bytes) {
        awaitSent();
        if (bytes.length() > 0) {
            sending = begun.write(bytes);
        }
    }

    /** One chunk is on its way at most, so that a slow client holds no more of the answer. */
    private void awaitSent() {
        Future<Void> before = sending;
        if (before == null) {
            return;
        }
        try {
            before.toCompletionStage()
                    .toCompletableFuture()
                    .get(CHUNK_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw gone(e);
        } catch (ExecutionException | TimeoutException e) {
            throw gone(e);
        }
    }

    private static MuninnException gone(Exception cause) {
        return new MuninnException(
                MuninnException.Kind.CANCELLED, "the client no longer takes the answer", cause);
    }

    public void end() {
        if (response == null) {
            begin();
        }
        awaitSent();
        reply.end(take(true));
    }
}
