package dev.muninn.stream;

import dev.muninn.model.MuninnException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one live socket: takes the client's requests and keeps its subscriptions. To
 * be used on the viewer's loop only. An {@code id} is the client's, as a JSON token.
 */
public final class LiveConnection {

    /** Answers that wait for the socket; a client that asks more without reading is given up. */
    private static final int MAX_WAITING = 64;

    private static final int MAX_REF_LENGTH = 64;

    /** Ten years, and a little. */
    private static final long MAX_RANGE_MILLIS = 3_660L * 86_400_000;

    private final long number;
    private final Viewer viewer;
    private final LiveStreams streams;
    private final StreamOptions options;
    private final LiveFigures figures;
    private final Executor loop;

    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private final Queue<Frame> waiting = new ArrayDeque<>();
    private Map<String, Resume> resumes = Map.of();
    private int queries;
    private int pendingViews;
    private boolean isGreeted;
    private boolean isClosed;
    private final long openedNanos;
    private long lastSentNanos;

    /** Since when the socket takes nothing, or null while it does. */
    private @Nullable Long blockedSinceNanos;

    LiveConnection(
            long number,
            Viewer viewer,
            LiveStreams streams,
            StreamOptions options,
            LiveFigures figures,
            long nowNanos) {
        this.number = number;
        this.viewer = viewer;
        this.streams = streams;
        this.options = options;
        this.figures = figures;
        loop = viewer.loop();
        openedNanos = nowNanos;
        lastSentNanos = nowNanos;
    }

    /** The client's introduction, once; {@code known} says what it still has from before. */
    public void hello(String id, List<Resume> known) {
        if (isGreeted) {
            send(ServerFrames.error(id, MuninnException.badInput("hello was said already")));
            return;
        }
        isGreeted = true;
        resumes = new HashMap<>();
        known.forEach(resume -> resumes.put(resume.view(), resume));
        send(ServerFrames.welcome(id, number, streams.clock().millis(), options));
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
     */
    public void subscribe(
            String id, List<LiveQuery> wanted, long stepMillis, long rangeMillis, int maxPoints) {
        try {
            check(wanted, stepMillis, rangeMillis);
        } catch (MuninnException e) {
            send(ServerFrames.error(id, e));
            return;
        }
        pendingViews++;
        queries += wanted.size();
        BiConsumer<@Nullable View, @Nullable Throwable> onAcquired =
                (view, failure) -> {
                    pendingViews--;
                    queries -= wanted.size();
                    if (view == null) {
                        send(ServerFrames.error(id, failureOf(failure)));
                    } else {
                        begin(id, view, rangeMillis, points(maxPoints));
                    }
                };
        var _ =
                streams.acquire(wanted, stepMillis)
                        .whenComplete(
                                (view, failure) ->
                                        loop.execute(() -> onAcquired.accept(view, failure)));
    }

    private void check(List<LiveQuery> wanted, long stepMillis, long rangeMillis) {
        if (subscriptions.size() + pendingViews >= options.maxViews()) {
            throw tooMany("views", options.maxViews(), "stream.max-views");
        }
        if (queries + wanted.size() > options.maxQueries()) {
            throw tooMany("queries", options.maxQueries(), "stream.max-queries");
        }
        Set<String> refs = new HashSet<>();
        for (LiveQuery query : wanted) {
            if (query.ref().length() > MAX_REF_LENGTH || !refs.add(query.ref())) {
                throw MuninnException.badInput(
                        "queries need different refs of at most 64 characters, not " + query.ref());
            }
        }
        if (wanted.isEmpty()) {
            throw MuninnException.badInput("a view needs at least one query");
        }
        if (stepMillis < options.minStep().toMillis() || stepMillis > 86_400_000) {
            throw MuninnException.badInput(
                    "step is %d ms, allowed are %d to 86400000"
                            .formatted(stepMillis, options.minStep().toMillis()));
        }
        checkRange(rangeMillis);
    }

    private static void checkRange(long rangeMillis) {
        if (rangeMillis < 1 || rangeMillis > MAX_RANGE_MILLIS) {
            throw MuninnException.badInput(
                    "range is %d ms, allowed are 1 to %d".formatted(rangeMillis, MAX_RANGE_MILLIS));
        }
    }

    private static MuninnException tooMany(String what, int limit, String key) {
        return MuninnException.limit(
                "a connection has at most %d %s: end some, or raise %s"
                        .formatted(limit, what, key));
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
        send(ServerFrames.ok(id, view.name()));
        if (known != null) {
            known.change(rangeMillis, maxPoints);
            return;
        }
        queries += view.queryCount();
        Subscription subscription = new Subscription(this, view, loop);
        subscriptions.put(view.name(), subscription);
        subscription.begin(rangeMillis, maxPoints, resumes.remove(view.name()));
    }

    /** Takes another range for a view. */
    public void change(String id, String view, long rangeMillis, int maxPoints) {
        try {
            Subscription subscription = subscribed(view);
            checkRange(rangeMillis);
            send(ServerFrames.ok(id, view));
            subscription.change(rangeMillis, points(maxPoints));
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
        queries -= subscription.view().queryCount();
        streams.release(subscription.view());
    }

    public void ping() {
        send(ServerFrames.heartbeat(streams.clock().millis()));
    }

    /** Sends an answer, behind those that wait for the socket. */
    public void send(Frame frame) {
        if (isClosed) {
            return;
        }
        if (waiting.isEmpty() && viewer.isWritable()) {
            sendNow(frame);
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(frame);
        } else {
            closeSlow("more than " + MAX_WAITING + " answers wait to be read");
        }
    }

    void sendNow(Frame frame) {
        if (!isClosed) {
            lastSentNanos = streams.clock().nanos();
            figures.framesSent.increment();
            figures.bytesSent.add(frame.size());
            viewer.send(frame);
        }
    }

    /** Whether data may be sent: the socket takes it, and no answer has to go before. */
    boolean isWritable() {
        return waiting.isEmpty() && viewer.isWritable();
    }

    void skipTick() {
        figures.skippedTicks.increment();
        if (blockedSinceNanos == null) {
            blockedSinceNanos = streams.clock().nanos();
        }
    }

    /** The transport can take more again. */
    public void onWritable() {
        while (!waiting.isEmpty() && viewer.isWritable()) {
            sendNow(waiting.remove());
        }
        if (isWritable()) {
            blockedSinceNanos = null;
            List.copyOf(subscriptions.values()).forEach(Subscription::catchUp);
        }
    }

    /** What is to be done once a second. */
    void beat() {
        long now = streams.clock().nanos();
        if (!isGreeted && now - openedNanos > options.helloTimeout().toNanos()) {
            close(CloseCode.NO_HELLO, "no hello within " + options.helloTimeout());
            return;
        }
        if (isWritable()) {
            blockedSinceNanos = null;
        } else if (viewer.isWritable()) {
            onWritable();
        } else if (blockedSinceNanos == null) {
            blockedSinceNanos = now;
        } else if (now - blockedSinceNanos > options.slowTimeout().toNanos()) {
            closeSlow("nothing was read for " + options.slowTimeout());
            return;
        }
        if (isWritable() && now - lastSentNanos >= options.heartbeat().toNanos()) {
            ping();
        }
    }

    private void closeSlow(String reason) {
        figures.slowViewers.increment();
        close(CloseCode.TOO_SLOW, reason);
    }

    /** Ends the connection from this side. */
    public void close(CloseCode code, String reason) {
        if (!isClosed) {
            onClosed();
            viewer.close(code, reason);
        }
    }

    /** Says good-bye: the server stops. */
    void goAway(String reason, long reconnectAfterMillis) {
        if (!isClosed) {
            sendNow(ServerFrames.goAway(reason, reconnectAfterMillis));
            close(CloseCode.SHUTTING_DOWN, reason);
        }
    }

    /** The transport has ended; ends the subscriptions. Twice is harmless. */
    public void onClosed() {
        if (!isClosed) {
            isClosed = true;
            subscriptions.values().forEach(this::end);
            subscriptions.clear();
            waiting.clear();
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
