package dev.muninn.stream;

import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The views that one connection looks at. To be used on the viewer's loop only. An {@code id} is
 * the client's, as a JSON token.
 */
public final class Subscriptions {

    private final LiveConnection connection;
    private final LiveStreams streams;
    private final StreamOptions options;
    private final Executor loop;
    private final Admission admission;
    private final Lateness lateness;

    private final Map<String, Subscription> byView = new HashMap<>();
    private Map<String, Resume> resumes = Map.of();
    private Tier tier = Tier.HIGH_BANDWIDTH;
    private boolean isClosed;

    Subscriptions(
            LiveConnection connection, LiveStreams streams, StreamOptions options, Executor loop) {
        this.connection = connection;
        this.streams = streams;
        this.options = options;
        this.loop = loop;
        admission = new Admission(options);
        lateness = new Lateness(streams.clock());
    }

    /** Learns which tier is wanted and what the client still has from before. */
    void greet(Tier wanted, List<Resume> known) {
        tier = wanted;
        resumes = byName(known);
    }

    private static Map<String, Resume> byName(List<Resume> known) {
        Map<String, Resume> byName = new HashMap<>();
        known.forEach(resume -> byName.put(resume.view(), resume));
        return byName;
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
            connection.send(ServerFrames.error(id, e));
            return;
        }
        admission.add(queries.size());
        BiConsumer<@Nullable View, @Nullable Throwable> onAcquired =
                (view, failure) -> {
                    admission.remove(queries.size());
                    if (view == null) {
                        connection.send(ServerFrames.error(id, Evaluations.failureOf(failure)));
                    } else {
                        begin(id, view, wantedOf(rangeMillis, points(maxPoints)));
                    }
                };
        acquire(queries, stepMillis, wanted == null ? tier : wanted, onAcquired);
    }

    private void acquire(
            List<LiveQuery> queries,
            long stepMillis,
            Tier wanted,
            BiConsumer<@Nullable View, @Nullable Throwable> onAcquired) {
        var _ =
                streams.acquire(queries, stepMillis, wanted)
                        .whenComplete(
                                (view, failure) ->
                                        loop.execute(() -> onAcquired.accept(view, failure)));
    }

    private int points(int maxPoints) {
        return maxPoints < 1 ? options.maxPoints() : Math.min(maxPoints, options.maxPoints());
    }

    private static ViewChange wantedOf(long rangeMillis, int maxPoints) {
        return ViewChange.NOTHING.withRange(rangeMillis).withPoints(maxPoints);
    }

    private void begin(String id, View view, ViewChange wanted) {
        Subscription known = byView.get(view.name());
        if (isClosed || known != null) {
            streams.release(view);
        }
        if (isClosed) {
            return;
        }
        connection.send(ServerFrames.ok(id, view));
        if (known == null) {
            add(view).begin(wanted, resumes.remove(view.name()));
        } else {
            known.change(wanted.withTier(view.spec().tier()));
        }
    }

    private Subscription add(View view) {
        admission.add(view.queryCount());
        Subscription subscription = new Subscription(connection, streams, view, loop);
        byView.put(view.name(), subscription);
        return subscription;
    }

    /** Takes what a client wants otherwise of a view. */
    public void change(String id, String view, ViewChange change) {
        try {
            Subscription subscription = subscribed(view);
            if (change.rangeMillis() != null) {
                Admission.checkRange(change.rangeMillis());
            }
            Integer points = change.maxPoints();
            ViewChange allowed = points == null ? change : change.withPoints(points(points));
            Long step = change.stepMillis();
            if (step != null && step != subscription.spec().askedStepMillis()) {
                admission.checkStep(step);
                changeStep(id, subscription, step, allowed);
            } else {
                connection.send(ServerFrames.ok(id, view));
                subscription.change(allowed);
            }
        } catch (MuninnException e) {
            connection.send(ServerFrames.error(id, e));
        }
    }

    /** The same queries at another step are another view, which takes the place of this one. */
    private void changeStep(String id, Subscription old, long stepMillis, ViewChange change) {
        Tier wanted = change.tier() == null ? old.spec().tier() : change.tier();
        BiConsumer<@Nullable View, @Nullable Throwable> onAcquired =
                (view, failure) -> {
                    if (view == null) {
                        connection.send(ServerFrames.error(id, Evaluations.failureOf(failure)));
                    } else if (byView.get(old.name()) != old) {
                        streams.release(view);
                        connection.send(ServerFrames.error(id, notSubscribed(old.name())));
                    } else {
                        end(old);
                        byView.remove(old.name());
                        begin(id, view, change.over(old.state()));
                    }
                };
        acquire(old.spec().queries(), stepMillis, wanted, onAcquired);
    }

    /** Ends a view. */
    public void unsubscribe(String id, String view) {
        try {
            end(subscribed(view));
            byView.remove(view);
            connection.send(ServerFrames.ok(id));
        } catch (MuninnException e) {
            connection.send(ServerFrames.error(id, e));
        }
    }

    private Subscription subscribed(String view) {
        Subscription subscription = byView.get(view);
        if (subscription == null) {
            throw notSubscribed(view);
        }
        return subscription;
    }

    private static MuninnException notSubscribed(String view) {
        return new MuninnException(
                MuninnException.Kind.NOT_FOUND, "not subscribed to view " + view);
    }

    private void end(Subscription subscription) {
        subscription.end();
        admission.remove(subscription.spec().queries().size());
    }

    /** The client says how far it has come; a view that is gone meanwhile is no mistake. */
    public void acknowledge(String view, long seq) {
        Subscription subscription = byView.get(view);
        if (subscription != null) {
            subscription.acknowledge(seq);
        }
    }

    /** How far each view has come, for a client that will ask to go on from there. */
    public List<Resume> positions() {
        List<Resume> positions = new ArrayList<>(byView.size());
        for (Subscription subscription : byView.values()) {
            Resume position = subscription.position();
            if (position != null) {
                positions.add(position);
            }
        }
        return positions;
    }

    /** The transport was replaced, and this is what had arrived by the old one. */
    public void goBack(List<Resume> known) {
        Map<String, Resume> byName = byName(known);
        byView.forEach(
                (name, subscription) ->
                        subscription.goBack(byName.getOrDefault(name, new Resume(name, 0, 0))));
    }

    /** The transport can take more again. */
    void catchUp() {
        List.copyOf(byView.values()).forEach(Subscription::catchUp);
    }

    /** A view had to be brought up from far behind; often, and the tier goes down. */
    void onLate() {
        if (!lateness.isTooOften() || tier == Tier.MINIMAL_RESOURCES) {
            return;
        }
        Tier lower = tier.lower();
        tier = lower;
        streams.figures().loweredTiers.increment();
        // The caller is still busy with one of them.
        loop.execute(
                () ->
                        List.copyOf(byView.values()).stream()
                                .filter(each -> each.spec().tier().compareTo(lower) < 0)
                                .forEach(each -> each.move(lower, "the connection is slow")));
    }

    void close() {
        isClosed = true;
        byView.values().forEach(this::end);
        byView.clear();
    }
}
