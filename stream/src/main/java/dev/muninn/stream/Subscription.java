package dev.muninn.stream;

import dev.muninn.stream.frame.Frame;
import dev.muninn.stream.frame.Snapshot;
import dev.muninn.stream.frame.Timeline;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's look at one view: how far it has come. There is no queue of data: a viewer that
 * cannot take a tick now gets what it missed, joined, when it can. Confined to the viewer's loop.
 */
final class Subscription {

    /** From so many ticks on a viewer counts as late. */
    private static final long LATE_TICKS = 10;

    private final LiveConnection connection;
    private final LiveStreams streams;
    private final LiveFigures figures;
    private final Executor loop;
    private final String name;

    private ViewSpec spec;
    private long rangeMillis;
    private int maxPoints;
    private boolean isPaused;
    private @Nullable List<String> visible;

    /** The tier that the viewer knows of, and why it is another one now. */
    private Tier knownTier;

    private String reason = "asked for";

    /** What is looked at; null while nothing is to be sent, and until it is there. */
    private @Nullable View view;

    private long epoch;
    private long seq;

    /** Why a first picture has to go before all else, or null. */
    private @Nullable SnapshotCause needed = SnapshotCause.JOINED;

    /** Counts what was asked for, so that the answer to an old question is not taken for new. */
    private int request;

    private boolean isAwaiting;
    private boolean isEnded;

    Subscription(LiveConnection connection, LiveStreams streams, View view, Executor loop) {
        this.connection = connection;
        this.streams = streams;
        this.figures = streams.figures();
        this.loop = loop;
        name = view.name();
        spec = view.spec();
        knownTier = spec.tier();
        this.view = view;
        figures.subscriptions(spec.tier()).incrementAndGet();
    }

    String name() {
        return name;
    }

    ViewSpec spec() {
        return spec;
    }

    /** How far it has come, or null where it has nothing yet. */
    @Nullable Resume position() {
        return needed == null ? new Resume(name, epoch, seq) : null;
    }

    /** What was wanted of it so far. */
    ViewChange state() {
        return new ViewChange(rangeMillis, null, maxPoints, null, isPaused, visible);
    }

    /** Begins with what was missed since {@code known} if that is still there, else a snapshot. */
    void begin(ViewChange wanted, @Nullable Resume known) {
        take(wanted);
        if (known != null) {
            goBack(known);
        }
        if (!isLooking()) {
            leave();
        } else if (view != null) {
            look(view);
        }
    }

    private void take(ViewChange wanted) {
        if (wanted.rangeMillis() != null) {
            rangeMillis = wanted.rangeMillis();
        }
        if (wanted.maxPoints() != null) {
            maxPoints = wanted.maxPoints();
        }
        if (wanted.paused() != null) {
            isPaused = wanted.paused();
        }
        if (wanted.visible() != null) {
            visible = wanted.visible();
        }
    }

    /** Goes on from what the client says it has, if that is still there. */
    void goBack(Resume known) {
        if (view != null && view.timeline().isWithin(known.epoch(), known.seq())) {
            epoch = known.epoch();
            seq = known.seq();
            needed = null;
        } else {
            needed = SnapshotCause.JOINED;
        }
    }

    private void look(View at) {
        at.add(this, loop);
        catchUp();
        Frame failure = at.failureFrame();
        if (failure != null) {
            connection.send(failure);
        }
    }

    /** Takes what is wanted otherwise; what follows from it follows. */
    void change(ViewChange change) {
        take(change);
        if (change.rangeMillis() != null) {
            needed = SnapshotCause.ASKED;
            isAwaiting = false;
        }
        if (change.tier() != null && change.tier() != spec.tier()) {
            move(change.tier(), "asked for");
        } else if (!isLooking()) {
            leave();
        } else if (view == null) {
            acquire();
        } else {
            catchUp();
        }
    }

    private boolean isLooking() {
        return !isPaused
                && (visible == null
                        || spec.queries().stream().map(LiveQuery::ref).anyMatch(visible::contains));
    }

    /** Goes on in another tier. */
    void move(Tier tier, String why) {
        figures.subscriptions(spec.tier()).decrementAndGet();
        figures.subscriptions(tier).incrementAndGet();
        spec = spec.in(tier);
        reason = why;
        leave();
        if (isLooking()) {
            acquire();
        }
    }

    private void leave() {
        request++;
        isAwaiting = false;
        if (view != null) {
            view.remove(this, loop);
            streams.release(view);
            view = null;
        }
    }

    /** Finds the view again; where the tier is another one, the viewer is told. */
    private void acquire() {
        int number = ++request;
        BiConsumer<@Nullable View, @Nullable Throwable> onAcquired =
                (found, failure) -> {
                    if (isEnded || number != request) {
                        if (found != null) {
                            streams.release(found);
                        }
                    } else if (found == null) {
                        connection.send(
                                ServerFrames.viewError(name, Evaluations.failureOf(failure)));
                    } else {
                        view = found;
                        if (spec.tier() != knownTier) {
                            knownTier = spec.tier();
                            connection.send(ServerFrames.tier(found, reason));
                        }
                        look(found);
                    }
                };
        var _ =
                streams.acquire(spec)
                        .whenComplete(
                                (found, failure) ->
                                        loop.execute(() -> onAcquired.accept(found, failure)));
    }

    /** Sends what there is and was not sent, if the viewer can take it. */
    void catchUp() {
        if (isEnded || isAwaiting || view == null) {
            return;
        }
        Timeline now = view.timeline();
        boolean isBehind = needed != null || epoch != now.epoch() || seq != now.seq();
        if (!isBehind) {
            return;
        }
        if (!connection.isWritable()) {
            connection.onSkipped();
        } else if (now.wording().isWhole()) {
            sendLast(now);
        } else if (needed != null || !now.isWithin(epoch, seq)) {
            requestSnapshot(view, needed == null ? SnapshotCause.BEHIND : needed);
        } else {
            if (now.seq() - seq > LATE_TICKS) {
                connection.onLate();
            }
            now.since(seq, connection.form()).forEach(connection::sendNow);
            seq = now.seq();
            connection.flush();
        }
    }

    private void sendLast(Timeline now) {
        if (now.seq() > 0) {
            now.since(now.seq() - 1, connection.form()).forEach(connection::sendNow);
        }
        take(now.epoch(), now.seq());
        connection.flush();
    }

    private void take(long newEpoch, long newSeq) {
        epoch = newEpoch;
        seq = newSeq;
        needed = null;
    }

    private void requestSnapshot(View of, SnapshotCause cause) {
        isAwaiting = true;
        needed = cause;
        figures.snapshots(cause).increment();
        int number = ++request;
        BiConsumer<@Nullable Snapshot, @Nullable Throwable> onEvaluated =
                (snapshot, failure) -> {
                    if (!isEnded && number == request) {
                        take(snapshot, failure);
                    }
                };
        var _ =
                of.snapshot(rangeMillis, maxPoints, connection.form())
                        .whenComplete(
                                (snapshot, failure) ->
                                        loop.execute(() -> onEvaluated.accept(snapshot, failure)));
    }

    private void take(@Nullable Snapshot snapshot, @Nullable Throwable failure) {
        isAwaiting = false;
        if (snapshot == null) {
            connection.send(ServerFrames.viewError(name, Evaluations.failureOf(failure)));
        } else if (connection.isWritable()) {
            snapshot.frames(connection.form()).forEach(connection::sendNow);
            take(snapshot.epoch(), snapshot.seq());
            connection.flush();
            catchUp();
        }
        // Else the next tick asks again, and mostly finds the same snapshot still there.
    }

    /** The client says how far it has come. */
    void acknowledge(long acknowledged) {
        if (view != null) {
            long lag = Math.max(0, view.timeline().seq() - acknowledged);
            figures.acknowledgedLag.add((double) lag);
        }
    }

    void tell(Frame frame) {
        if (!isEnded) {
            connection.send(frame);
        }
    }

    void end() {
        leave();
        isEnded = true;
        figures.subscriptions(spec.tier()).decrementAndGet();
    }
}
