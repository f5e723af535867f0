package dev.muninn.web.live;

import dev.muninn.model.JsonBuffer;
import dev.muninn.model.MuninnException;
import dev.muninn.stream.CloseCode;
import dev.muninn.stream.LiveConnection;
import dev.muninn.stream.Resume;
import dev.muninn.stream.Transport;
import dev.muninn.stream.Viewer;
import java.nio.ByteBuffer;
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
    private @Nullable EventChannel channel;
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
    void attach(LiveConnection to, EventChannel next) {
        EventChannel before = channel;
        connection = to;
        channel = next;
        if (before != null) {
            before.end();
        }
        // Not at once: it is told in the midst of a write.
        next.onWritable(() -> loop.execute(to::onWritable));
    }

    /** The response is gone; one that was replaced already is no matter. */
    void detach(EventChannel gone) {
        if (gone.equals(channel)) {
            channel = null;
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
        return channel != null && channel.isWritable();
    }

    @Override
    public void send(ByteBuffer frame) {
        if (channel != null) {
            channel.write(frame);
        }
    }

    /** Sends what was written, then by an event without data how far all views have come. */
    @Override
    public void flush() {
        if (channel == null || connection == null) {
            return;
        }
        List<Resume> positions = connection.subscriptions().positions();
        if (!positions.isEmpty()) {
            channel.write(id(positions));
        }
        channel.flush();
    }

    private static ByteBuffer id(List<Resume> positions) {
        JsonBuffer text = new JsonBuffer(64 * positions.size());
        String separator = "id: ";
        for (Resume position : positions) {
            text.raw(separator).raw(position.view()).raw(':').number(position.epoch());
            text.raw(':').number(position.seq());
            separator = ",";
        }
        text.raw("\n\n");
        return ByteBuffer.wrap(text.array(), 0, text.size());
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (channel != null) {
            channel.end();
        }
        channel = null;
        onClosed.run();
    }
}
