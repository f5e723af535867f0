package dev.muninn.stream;

import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's look at one view: how far it has come. There is no queue of data: a viewer that
 * cannot take a tick now gets what it missed, joined, when it can. Confined to the viewer's loop.
 */
final class Subscription {

    private final LiveConnection connection;
    private final View view;
    private final Executor loop;

    private long rangeMillis;
    private int maxPoints;

    private long epoch;
    private long seq;
    private boolean needsSnapshot = true;

    /** Counts requests for a snapshot, so that the answer to an old one is not taken for new. */
    private int request;

    private boolean isAwaiting;
    private boolean isEnded;

    Subscription(LiveConnection connection, View view, Executor loop) {
        this.connection = connection;
        this.view = view;
        this.loop = loop;
    }

    View view() {
        return view;
    }

    /** Begins with what was missed since {@code known} if that is still there, else a snapshot. */
    void begin(long range, int points, @Nullable Resume known) {
        rangeMillis = range;
        maxPoints = points;
        if (known != null && view.timeline().isWithin(known.epoch(), known.seq())) {
            epoch = known.epoch();
            seq = known.seq();
            needsSnapshot = false;
        }
        view.add(this, loop);
        catchUp();
        Frame failure = view.failureFrame();
        if (failure != null) {
            connection.send(failure);
        }
    }

    /** Takes another range: a snapshot of it follows. */
    void change(long range, int points) {
        rangeMillis = range;
        maxPoints = points;
        needsSnapshot = true;
        isAwaiting = false;
        catchUp();
    }

    /** Sends what there is and was not sent, if the viewer can take it. */
    void catchUp() {
        if (isEnded || isAwaiting) {
            return;
        }
        Timeline now = view.timeline();
        boolean isBehind = needsSnapshot || epoch != now.epoch() || seq != now.seq();
        if (isBehind && !connection.isWritable()) {
            connection.skipTick();
        } else if (needsSnapshot || !now.isWithin(epoch, seq)) {
            requestSnapshot();
        } else if (isBehind) {
            now.since(seq).forEach(connection::sendNow);
            seq = now.seq();
        }
    }

    private void requestSnapshot() {
        isAwaiting = true;
        int number = ++request;
        BiConsumer<@Nullable Snapshot, @Nullable Throwable> onEvaluated =
                (snapshot, failure) -> {
                    if (!isEnded && number == request) {
                        take(snapshot, failure);
                    }
                };
        var _ =
                view.snapshot(rangeMillis, maxPoints)
                        .whenComplete(
                                (snapshot, failure) ->
                                        loop.execute(() -> onEvaluated.accept(snapshot, failure)));
    }

    private void take(@Nullable Snapshot snapshot, @Nullable Throwable failure) {
        isAwaiting = false;
        needsSnapshot = true;
        if (snapshot == null) {
            connection.send(ServerFrames.viewError(view.name(), LiveConnection.failureOf(failure)));
        } else if (connection.isWritable()) {
            snapshot.frames().forEach(connection::sendNow);
            epoch = snapshot.epoch();
            seq = snapshot.seq();
            needsSnapshot = false;
            catchUp();
        }
        // Else the next tick asks again, and mostly finds the same snapshot still there.
    }

    void tell(Frame frame) {
        if (!isEnded) {
            connection.send(frame);
        }
    }

    void end() {
        isEnded = true;
        view.remove(this, loop);
    }
}
