package dev.muninn.web;

import dev.muninn.model.MuninnException;
import dev.muninn.stream.CloseCode;
import dev.muninn.stream.Frame;
import dev.muninn.stream.JsonBuffer;
import dev.muninn.stream.LiveConnection;
import dev.muninn.stream.Resume;
import dev.muninn.stream.Transport;
import dev.muninn.stream.Viewer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events as the place where one looks: one response after the other, each going on
 * where the one before ended. Confined to its loop.
 */
final class EventStream implements Viewer {

    private final Executor loop;
    private final Runnable onClosed;
    private final JsonBuffer pending = new JsonBuffer(1024);
    private @Nullable HttpServerResponse response;
    private @Nullable LiveConnection connection;

    /**
     * A stream without a response yet.
     *
     * @param onClosed is run when the server ends it for good
     */
    EventStream(Executor loop, Runnable onClosed) {
        this.loop = loop;
        this.onClosed = onClosed;
    }

    /** Goes on over another response. */
    void attach(LiveConnection to, HttpServerResponse newResponse) {
        HttpServerResponse before = response;
        connection = to;
        response = newResponse;
        pending.clear();
        if (before != null && !before.ended()) {
            var _ = before.end();
        }
        newResponse.drainHandler(drained -> loop.execute(to::onWritable));
    }

    /** The response is gone; one that was replaced already is no matter. */
    void detach(HttpServerResponse gone) {
        if (gone.equals(response)) {
            response = null;
        }
    }

    /**
     * Reads what {@link #flush} writes as the id of events.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none
     */
    static List<Resume> positions(String id) {
        List<Resume> positions = new ArrayList<>();
        for (String part : id.isEmpty() ? new String[0] : id.split(",", -1)) {
            String[] fields = part.split(":", -1);
            try {
                positions.add(
                        new Resume(
                                fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2])));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new MuninnException(
                        MuninnException.Kind.BAD_INPUT,
                        "Last-Event-ID is view:epoch:seq,… and not " + part,
                        e);
            }
        }
        return positions;
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public Transport transport() {
        return Transport.EVENTS;
    }

    @Override
    public boolean isWritable() {
        return response != null && !response.ended() && !response.writeQueueFull();
    }

    @Override
    public void send(Frame frame) {
        pending.raw("data: ").raw(frame.payload()).raw("\n\n");
    }

    /** Sends what was written, then by an event without data how far all views have come. */
    @Override
    public void flush() {
        if (response == null || connection == null || response.ended()) {
            pending.clear();
            return;
        }
        String separator = "id: ";
        for (Resume position : connection.subscriptions().positions()) {
            pending.raw(separator).raw(position.view()).raw(':').number(position.epoch());
            pending.raw(':').number(position.seq());
            separator = ",";
        }
        pending.raw(separator.equals(",") ? "\n\n" : "");
        var _ = response.write(Buffer.buffer(pending.toBytes()));
        pending.clear();
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (response != null && !response.ended()) {
            var _ = response.end();
        }
        response = null;
        onClosed.run();
    }
}
