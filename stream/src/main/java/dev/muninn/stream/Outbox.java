package dev.muninn.stream;

import dev.muninn.model.Clock;
import dev.muninn.stream.frame.Frame;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The way out to one viewer: answers wait here for the transport, data never does. Confined to the
 * viewer's loop.
 */
final class Outbox {

    /** Answers that wait; a client that asks more without reading is given up. */
    static final int MAX_WAITING = 64;

    private final Viewer viewer;
    private final Clock clock;
    private final LiveFigures figures;
    private final Queue<Frame> waiting = new ArrayDeque<>();
    private final Queue<Iterator<Frame>> parts = new ArrayDeque<>();
    private boolean isClosed;
    private long lastSentNanos;

    /** Since when the transport takes nothing, or null while it does. */
    private @Nullable Long blockedSinceNanos;

    Outbox(Viewer viewer, Clock clock, LiveFigures figures) {
        this.viewer = viewer;
        this.clock = clock;
        this.figures = figures;
        lastSentNanos = clock.nanos();
    }

    /** Sends an answer, behind those that wait; false if too many do. */
    boolean send(Frame frame) {
        if (isClosed) {
            return true;
        }
        if (isWritable()) {
            sendNow(frame);
            flush();
            return true;
        }
        return waiting.size() < MAX_WAITING && waiting.add(frame);
    }

    /** Sends an answer in parts, each when the transport takes it. */
    void sendAll(Iterator<Frame> answer) {
        if (!isClosed) {
            parts.add(answer);
            drain();
        }
    }

    /** Writes a frame without waiting; {@link #flush} sends it. */
    void sendNow(Frame frame) {
        if (!isClosed) {
            figures.framesSent.increment();
            figures.bytesSent.add(frame.size());
            viewer.send(viewer.transport().layOut(frame));
        }
    }

    void flush() {
        if (!isClosed) {
            lastSentNanos = clock.nanos();
            viewer.flush();
        }
    }

    /** Whether data may be sent: the transport takes it, and no answer has to go before. */
    boolean isWritable() {
        return waiting.isEmpty() && viewer.isWritable();
    }

    /** Sends of what waits as much as the transport takes. */
    void drain() {
        boolean isSent = false;
        while (viewer.isWritable() && !(waiting.isEmpty() && parts.isEmpty())) {
            Frame frame = waiting.isEmpty() ? nextPart() : waiting.remove();
            if (frame != null) {
                sendNow(frame);
                isSent = true;
            }
        }
        if (isSent) {
            flush();
        }
        if (isWritable()) {
            blockedSinceNanos = null;
        }
    }

    private @Nullable Frame nextPart() {
        Iterator<Frame> first = parts.element();
        if (first.hasNext()) {
            return first.next();
        }
        parts.remove();
        return null;
    }

    /** A tick could not be sent. */
    void onSkipped() {
        figures.skippedTicks.increment();
        if (blockedSinceNanos == null) {
            blockedSinceNanos = clock.nanos();
        }
    }

    /** How long the transport has taken nothing. */
    long blockedNanos() {
        if (viewer.isWritable()) {
            blockedSinceNanos = null;
            return 0;
        }
        long now = clock.nanos();
        if (blockedSinceNanos == null) {
            blockedSinceNanos = now;
        }
        return now - blockedSinceNanos;
    }

    long silentNanos() {
        return clock.nanos() - lastSentNanos;
    }

    void close() {
        isClosed = true;
        waiting.clear();
        parts.clear();
    }
}
