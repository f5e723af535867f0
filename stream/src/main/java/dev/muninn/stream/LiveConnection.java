package dev.muninn.stream;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.stream.frame.Form;
import dev.muninn.stream.frame.Frame;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The server's side of one live connection: greets the client, answers it, and notices when it is
 * gone. To be used on the viewer's loop only. An {@code id} is the client's, as a JSON token.
 */
public final class LiveConnection {

    private final long number;
    private final Viewer viewer;
    private final LiveStreams streams;
    private final StreamOptions options;
    private final LiveFigures figures;
    private final Clock clock;
    private final Executor loop;
    private Form form;
    private final Outbox outbox;

    private final Subscriptions subscriptions;
    private final long openedNanos;
    private Capabilities capabilities = Capabilities.NONE;
    private boolean isGreeted;
    private boolean isClosed;

    LiveConnection(long number, Viewer viewer, LiveStreams streams, StreamOptions options) {
        this.number = number;
        this.viewer = viewer;
        this.streams = streams;
        this.options = options;
        figures = streams.figures();
        clock = streams.clock();
        loop = viewer.loop();
        form = viewer.transport().form();
        outbox = new Outbox(viewer, clock, figures);
        subscriptions = new Subscriptions(this, streams, options, loop);
        openedNanos = clock.nanos();
    }

    Form form() {
        return form;
    }

    Transport transport() {
        return viewer.transport();
    }

    /**
     * The client's introduction, once.
     *
     * @param known what it still has from before
     */
    public void hello(String id, Tier wanted, Capabilities can, List<Resume> known) {
        if (isGreeted) {
            send(ServerFrames.error(id, MuninnException.badInput("hello was said already")));
            return;
        }
        isGreeted = true;
        capabilities = can;
        form = can.inflates() && form == Form.BINARY ? Form.BINARY_DEFLATED : form;
        subscriptions.greet(wanted, known);
        send(ServerFrames.welcome(id, number, clock.millis(), wanted, options));
        figures.handshakeSeconds.add((clock.nanos() - openedNanos) / 1e9);
    }

    /** Whether hello was said; if not, closes the connection. */
    public boolean checkGreeted() {
        if (!isGreeted) {
            close(CloseCode.BAD_FRAME, "hello has to come first");
        }
        return isGreeted;
    }

    /** The views that it looks at; for a client that was greeted. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    public void ping() {
        send(ServerFrames.heartbeat(clock.millis()));
    }

    /** Sends an answer, behind those that wait for the transport. */
    public void send(LiveAnswer answer) {
        send(answer.frame());
    }

    void send(Frame frame) {
        if (!outbox.send(frame)) {
            close(
                    CloseCode.TOO_SLOW,
                    "more than " + Outbox.MAX_WAITING + " answers wait to be read");
        }
    }

    /** Sends an answer in parts, no faster than they are taken. */
    public void sendAll(List<LiveAnswer> parts) {
        outbox.sendAll(parts.stream().map(LiveAnswer::frame).iterator());
    }

    void sendNow(Frame frame) {
        outbox.sendNow(frame);
    }

    void flush() {
        outbox.flush();
    }

    boolean isWritable() {
        return outbox.isWritable();
    }

    void onSkipped() {
        outbox.onSkipped();
    }

    void onLate() {
        subscriptions.onLate();
    }

    /**
     * Tells of something that happened, unless the viewer has not read what came before: a client
     * that lags asks for the newest state anyway, and so needs no queue of events.
     */
    void tell(Frame event) {
        if (capabilities.hearsEvents() && outbox.isWritable()) {
            outbox.send(event);
        }
    }

    /** The transport can take more again. */
    public void onWritable() {
        outbox.drain();
        if (outbox.isWritable()) {
            subscriptions.catchUp();
        }
    }

    /** The transport was replaced, and this is what had arrived by the old one. */
    public void goBack(List<Resume> known) {
        subscriptions.goBack(known);
        onWritable();
    }

    /** What is to be done once a second. */
    void beat() {
        long now = clock.nanos();
        if (!isGreeted && now - openedNanos > options.helloTimeout().toNanos()) {
            close(CloseCode.NO_HELLO, "no hello within " + options.helloTimeout());
            return;
        }
        if (outbox.blockedNanos() > options.slowTimeout().toNanos()) {
            close(CloseCode.TOO_SLOW, "nothing was read for " + options.slowTimeout());
            return;
        }
        if (viewer.isWritable() && !outbox.isWritable()) {
            onWritable();
        }
        if (outbox.isWritable() && outbox.silentNanos() >= heartbeatNanos()) {
            ping();
        }
    }

    /** A fifth more or less by connection, so that not all beat at once. */
    private long heartbeatNanos() {
        long least = options.heartbeat().toNanos() / 5 * 4;
        return least + least / 2 * (number * 7_919 % 1_000) / 1_000;
    }

    /** Ends the connection from this side. */
    public void close(CloseCode code, String reason) {
        if (!isClosed) {
            figures.closes(code).increment();
            onClosed();
            viewer.close(code, reason);
        }
    }

    /** Says good-bye: the server stops. */
    void goAway(String reason, long reconnectAfterMillis) {
        if (!isClosed) {
            outbox.sendNow(ServerFrames.goAway(reason, reconnectAfterMillis));
            outbox.flush();
            close(CloseCode.SHUTTING_DOWN, reason);
        }
    }

    /** The transport has ended; ends the subscriptions. Twice is harmless. */
    public void onClosed() {
        if (!isClosed) {
            isClosed = true;
            subscriptions.close();
            outbox.close();
            streams.disconnect(this, loop);
        }
    }

    long number() {
        return number;
    }
}
