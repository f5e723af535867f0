package dev.muninn.stream;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one live connection: takes the client's requests and keeps its
 * subscriptions. To be used on the viewer's loop only. An {@code id} is the client's, as a JSON
 * token.
 */
public final class LiveConnection {

    private final long number;
    private final Viewer viewer;
    private final LiveStreams streams;
    private final Admission admission;
    private final StreamOptions options;
    private final LiveFigures figures;
    private final Clock clock;
    private final Executor loop;
    private Form form;
    private final Outbox outbox;

    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private Map<String, Resume> resumes = Map.of();
    private Tier tier = Tier.HIGH_BANDWIDTH;
    private boolean isGreeted;
    private boolean isClosed;
    private final long openedNanos;
    private final Lateness lateness;

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
        admission = new Admission(options);
        lateness = new Lateness(clock);
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
     * @param inflates whether it can unpack what was deflated
     * @param known what it still has from before
     */
    public void hello(String id, Tier wanted, boolean inflates, List<Resume> known) {
        if (isGreeted) {
            send(ServerFrames.error(id, MuninnException.badInput("hello was said already")));
            return;
        }
        isGreeted = true;
        tier = wanted;
        form = inflates && form == Form.BINARY ? Form.BINARY_DEFLATED : form;
        resumes = new HashMap<>();
        known.forEach(resume -> resumes.put(resume.view(), resume));
        send(ServerFrames.welcome(id, number, clock.millis(), tier, options));
        figures.handshakeSeconds.add((clock.nanos() - openedNanos) / 1e9);
    }

    /** Whether hello was said; if not, closes the connection. */
    public boolean checkGreeted() {
        if (!isGreeted) {
            close(CloseCode.BAD_FRAME, "hello has to come first");
        }
        return isGreeted;
    }

    /**
     * Begins to send a view's values, or, if its view is there already, takes the new range.
     *
     * @param maxPoints points per series of a snapshot, 0 for as many as allowed
     * @param wanted the tier, null for the connection's
     */
    public void subscribe(
            String id,
            List<LiveQuery> queries,
            long stepMillis,
            long rangeMillis,
            int maxPoints,
            @Nullable Tier wanted) {
        try {
            admission.check(queries, stepMillis, rangeMillis);
        } catch (MuninnException e) {
            send(ServerFrames.error(id, e));
            return;
        }
        admission.add(queries.size());
        BiConsumer<@Nullable View, @Nullable Throwable> onAcquired =
                (view, failure) -> {
                    admission.remove(queries.size());
                    if (view == null) {
                        send(ServerFrames.error(id, failureOf(failure)));
                    } else {
                        begin(id, view, rangeMillis, points(maxPoints));
                    }
                };
        var _ =
                streams.acquire(queries, stepMillis, wanted == null ? tier : wanted)
                        .whenComplete(
                                (view, failure) ->
                                        loop.execute(() -> onAcquired.accept(view, failure)));
    }

    private int points(int maxPoints) {
        return maxPoints < 1 ? options.maxPoints() : Math.min(maxPoints, options.maxPoints());
    }

    private void begin(String id, View view, long rangeMillis, int maxPoints) {
        Subscription known = subscriptions.get(view.name());
        if (isClosed || known != null) {
            streams.release(view);
        }
        if (isClosed) {
            return;
        }
        send(ServerFrames.ok(id, view));
        if (known != null) {
            Tier asked = view.spec().tier();
            known.change(new ViewChange(rangeMillis, maxPoints, asked, null, null));
            return;
        }
        admission.add(view.queryCount());
        Subscription subscription = new Subscription(this, streams, view, loop);
        subscriptions.put(view.name(), subscription);
        subscription.begin(rangeMillis, maxPoints, resumes.remove(view.name()));
    }

    /** Takes what a client wants otherwise of a view. */
    public void change(String id, String view, ViewChange change) {
        try {
            Subscription subscription = subscribed(view);
            if (change.rangeMillis() != null) {
                Admission.checkRange(change.rangeMillis());
            }
            send(ServerFrames.ok(id, view));
            Integer points = change.maxPoints();
            subscription.change(
                    new ViewChange(
                            change.rangeMillis(),
                            points == null ? null : Integer.valueOf(points(points)),
                            change.tier(),
                            change.paused(),
                            change.visible()));
        } catch (MuninnException e) {
            send(ServerFrames.error(id, e));
        }
    }

    public void unsubscribe(String id, String view) {
        try {
            end(subscribed(view));
            subscriptions.remove(view);
            send(ServerFrames.ok(id));
        } catch (MuninnException e) {
            send(ServerFrames.error(id, e));
        }
    }

    private Subscription subscribed(String view) {
        Subscription subscription = subscriptions.get(view);
        if (subscription == null) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "not subscribed to view " + view);
        }
        return subscription;
    }

    private void end(Subscription subscription) {
        subscription.end();
        admission.remove(subscription.spec().queries().size());
    }

    /** The client says how far it has come; a view that is gone meanwhile is no mistake. */
    public void acknowledge(String view, long seq) {
        Subscription subscription = subscriptions.get(view);
        if (subscription != null) {
            subscription.acknowledge(seq);
        }
    }

    public void ping() {
        send(ServerFrames.heartbeat(clock.millis()));
    }

    /** Sends an answer, behind those that wait for the transport. */
    public void send(Frame frame) {
        if (!outbox.send(frame)) {
            close(
                    CloseCode.TOO_SLOW,
                    "more than " + Outbox.MAX_WAITING + " answers wait to be read");
        }
    }

    /** Sends an answer in parts, no faster than they are taken. */
    public void sendAll(Iterator<Frame> parts) {
        outbox.sendAll(parts);
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

    /** A view had to be brought up from far behind; often, and the tier goes down. */
    void onLate() {
        if (!lateness.isTooOften() || tier == Tier.MINIMAL_RESOURCES) {
            return;
        }
        Tier lower = tier.lower();
        tier = lower;
        figures.loweredTiers.increment();
        // The caller is still busy with one of them.
        loop.execute(
                () ->
                        List.copyOf(subscriptions.values()).stream()
                                .filter(each -> each.spec().tier().compareTo(lower) < 0)
                                .forEach(each -> each.move(lower, "the connection is slow")));
    }

    /** The transport can take more again. */
    public void onWritable() {
        outbox.drain();
        if (outbox.isWritable()) {
            List.copyOf(subscriptions.values()).forEach(Subscription::catchUp);
        }
    }

    /** How far each view has come, for a client that will ask to go on from there. */
    public List<Resume> positions() {
        List<Resume> positions = new ArrayList<>(subscriptions.size());
        for (Subscription subscription : subscriptions.values()) {
            Resume position = subscription.position();
            if (position != null) {
                positions.add(position);
            }
        }
        return positions;
    }

    /** The transport was replaced, and this is what had arrived by the old one. */
    public void goBack(List<Resume> known) {
        Map<String, Resume> byView = new HashMap<>();
        known.forEach(resume -> byView.put(resume.view(), resume));
        subscriptions.forEach(
                (name, subscription) ->
                        subscription.goBack(byView.getOrDefault(name, new Resume(name, 0, 0))));
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
            subscriptions.values().forEach(this::end);
            subscriptions.clear();
            outbox.close();
            streams.disconnect(this, loop);
        }
    }

    long number() {
        return number;
    }

    static MuninnException failureOf(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause instanceof RuntimeException e
                ? Evaluations.asMuninn(e)
                : new MuninnException(MuninnException.Kind.BUG, "internal error", cause);
    }
}
