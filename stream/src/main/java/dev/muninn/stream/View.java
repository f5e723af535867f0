package dev.muninn.stream;

import dev.muninn.model.MuninnException;
import dev.muninn.query.ResultSeries;
import dev.muninn.stream.frame.Form;
import dev.muninn.stream.frame.Frame;
import dev.muninn.stream.frame.Snapshot;
import dev.muninn.stream.frame.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Queries that are evaluated together once per tick for all who look at them. */
final class View {

    /*
     * Threads: the timer asks tickIfDue; at most one tick at a time runs on a worker (evaluating)
     * and owns the series table; it ends by putting a new timeline in place and telling each loop.
     * Subscriptions live on their viewers' loops and only read the timeline.
     */

    /** Views of one step are spread over this much of it, so that they do not all come at once. */
    private static final long MAX_PHASE_MILLIS = 250;

    private final int vid;
    private final String name;
    private final ViewSpec spec;
    private final StreamOptions options;
    private final Evaluations evaluations;
    private final LongSupplier epochs;
    private final Executor workers;
    private final LiveFigures figures;
    private final Snapshots snapshots;
    private final AtomicInteger lastSid = new AtomicInteger();
    private final Map<Executor, Audience<Subscription>> audiences = new ConcurrentHashMap<>();
    private final CompletableFuture<View> firstTick = new CompletableFuture<>();
    private final AtomicBoolean evaluating = new AtomicBoolean();

    /** Owned by the tick that runs. */
    private TickMaker maker;

    private volatile Timeline timeline;

    /** Why there are no values, or not all; null if there are. */
    private volatile @Nullable Failure failure;

    /** Confined to the timer, but for the first tick, which is before the timer knows the view. */
    private long lastStarted = Long.MIN_VALUE;

    private record Failure(String message, Frame frame) {}

    /**
     * A view that does not tick yet.
     *
     * @param vid its number in binary frames, of no other view of this server
     * @param epochs gives numbers that no view's epoch had before
     */
    View(
            int vid,
            ViewSpec spec,
            StreamOptions options,
            Evaluations evaluations,
            LongSupplier epochs,
            long nowMillis,
            Executor tickWorkers,
            Executor snapshotWorkers,
            LiveFigures figures) {
        this.vid = vid;
        this.name = spec.name();
        this.spec = spec;
        this.options = options;
        this.evaluations = evaluations;
        this.epochs = epochs;
        this.workers = tickWorkers;
        this.figures = figures;
        maker = newMaker();
        timeline = maker.begin(tickTime(nowMillis), figures.framesEncoded);
        snapshots =
                new Snapshots(
                        name,
                        spec,
                        evaluations,
                        lastSid::incrementAndGet,
                        options.maxSeries(),
                        snapshotWorkers);
    }

    private TickMaker newMaker() {
        return new TickMaker(
                name, vid, spec, epochs.getAsLong(), lastSid::incrementAndGet, options);
    }

    int vid() {
        return vid;
    }

    ViewSpec spec() {
        return spec;
    }

    String name() {
        return name;
    }

    int queryCount() {
        return spec.queries().size();
    }

    Timeline timeline() {
        return timeline;
    }

    /** Tells what is wrong with the view now, or null. */
    @Nullable Frame failureFrame() {
        Failure now = failure;
        return now == null ? null : now.frame();
    }

    /** Complete once the first tick was tried, whether or not it gave values. */
    CompletableFuture<View> firstTick() {
        return firstTick;
    }

    /** The last time that is due: a multiple of the step, {@code lag} and the phase ago. */
    private long tickTime(long nowMillis) {
        long step = spec.stepMillis();
        return Math.floorDiv(nowMillis - delayMillis(), step) * step;
    }

    private long delayMillis() {
        long spread = Math.min(spec.stepMillis() / 4, MAX_PHASE_MILLIS);
        return options.lag().toMillis() + Math.floorMod(name.hashCode(), spread);
    }

    /** When the next tick after {@code nowMillis} is due. */
    long nextDue(long nowMillis) {
        return tickTime(nowMillis) + spec.stepMillis() + delayMillis();
    }

    /** Starts a tick if one is due; called by one thread at a time. */
    void tickIfDue(long nowMillis) {
        long time = tickTime(nowMillis);
        // A clock that was set back a little stands still for us; one set back far starts anew.
        boolean isSetBack = time + 2 * spec.stepMillis() < lastStarted;
        if (time <= lastStarted && !isSetBack) {
            return;
        }
        if (!evaluating.compareAndSet(false, true)) {
            figures.slowTicks.increment();
            lastStarted = time;
            tell(
                    MuninnException.Kind.TIMEOUT,
                    "evaluation takes longer than the step of "
                            + spec.stepMillis()
                            + " ms, so ticks are left out: take a longer step or a cheaper query");
            return;
        }
        lastStarted = time;
        try {
            workers.execute(() -> tick(time, isSetBack));
        } catch (RuntimeException e) {
            evaluating.set(false);
            throw e;
        }
    }

    private void tick(long time, boolean anew) {
        try {
            if (anew) {
                maker = newMaker();
                timeline = maker.begin(time, figures.framesEncoded);
            }
            evaluate(time);
        } finally {
            evaluating.set(false);
            firstTick.complete(this);
        }
    }

    private void evaluate(long time) {
        Timeline before = timeline;
        long seq = before.seq() + 1;
        maker.beginTick(seq);
        int failed = 0;
        MuninnException first = null;
        String description = "";
        for (int i = 0; i < spec.queries().size(); i++) {
            LiveQuery query = spec.queries().get(i);
            try {
                maker.put(i, evaluations.recent(query, time, time, spec.stepMillis()));
            } catch (MuninnException e) {
                failed++;
                if (first == null) {
                    first = e;
                    description = Evaluations.describe(query, e);
                }
            }
        }
        figures.evaluations.add(spec.queries().size());
        figures.failures.add(failed);
        if (first == null && failure != null) {
            failure = null;
            tellAll(ServerFrames.well(name));
        }
        if (failed < spec.queries().size()) {
            publish(before, seq, time);
        }
        if (first != null) {
            tell(first.kind(), description);
        }
    }

    private void publish(Timeline before, long seq, long time) {
        Timeline now = maker.endTick(before, seq, time);
        if (now == before) {
            return;
        }
        timeline = now;
        snapshots.expire(now);
        audiences.values().forEach(audience -> audience.tell(Subscription::catchUp));
        Long from = maker.amendFrom(time);
        if (from != null && from < time) {
            amend(now, from, time);
        }
    }

    /** Looks once more at the last ticks: some were left out, or their samples came late. */
    private void amend(Timeline now, long from, long time) {
        List<@Nullable List<ResultSeries>> values = new ArrayList<>();
        for (LiveQuery query : spec.queries()) {
            try {
                values.add(evaluations.recent(query, from, time, spec.stepMillis()));
            } catch (MuninnException e) {
                // The tick has told what is wrong, or the next one will.
                values.add(null);
            }
        }
        if (maker.amend(from, now.living(), values)) {
            figures.amendments.increment();
        }
    }

    /** Tells all viewers that something is wrong, unless they know. */
    private void tell(MuninnException.Kind kind, String message) {
        Failure known = failure;
        if (known == null || !known.message().equals(message)) {
            Frame frame = ServerFrames.viewError(name, kind, message);
            failure = new Failure(message, frame);
            tellAll(frame);
        }
    }

    private void tellAll(Frame frame) {
        Consumer<Subscription> telling = subscription -> subscription.tell(frame);
        audiences.values().forEach(audience -> audience.tell(telling));
    }

    CompletableFuture<Snapshot> snapshot(long rangeMillis, int maxPoints, Form form) {
        return snapshots.get(timeline, rangeMillis, spec.tier().points(maxPoints), form);
    }

    /** Adds one who is told of each tick; called on the loop. */
    void add(Subscription subscription, Executor loop) {
        audiences.computeIfAbsent(loop, Audience::new).add(subscription);
    }

    void remove(Subscription subscription, Executor loop) {
        Audience<Subscription> audience = audiences.get(loop);
        if (audience != null) {
            audience.remove(subscription);
        }
    }
}
