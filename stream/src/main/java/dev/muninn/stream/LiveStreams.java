package dev.muninn.stream;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.stream.frame.Frame;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** All live views and those who look at them; safe for use by many threads. */
public final class LiveStreams implements TelemetrySource, AutoCloseable {

    private static final System.Logger logger = System.getLogger(LiveStreams.class.getName());

    /** Connections are looked after this often, and a clock that jumps is noticed as soon. */
    private static final long BEAT_MILLIS = 1_000;

    /** Snapshots and parses that wait; a wave of page loads fits, an attack does not. */
    private static final int MAX_WAITING_SNAPSHOTS = 2_000;

    private final StreamOptions options;
    private final Evaluations evaluations;
    private final UnaryOperator<String> canonical;
    private final Clock clock;
    private final Executor tickWorkers;
    private final Executor snapshotWorkers;
    private final LiveFigures figures = new LiveFigures();
    private final Views views;
    private final Allowance handshakes;
    private final Map<Executor, Audience<LiveConnection>> audiences = new ConcurrentHashMap<>();
    private final AtomicInteger vids = new AtomicInteger();
    private final AtomicLong lastEpoch = new AtomicLong();
    private final AtomicLong connectionNumbers = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Runnable> closers = new ArrayList<>();
    private long nextBeatNanos = Long.MIN_VALUE;
    private volatile boolean isClosed;

    /** Streams without threads of their own: {@link #run} has to be called. */
    LiveStreams(
            StreamOptions options,
            Evaluations evaluations,
            UnaryOperator<String> canonical,
            Clock clock,
            Executor tickWorkers,
            Executor snapshotWorkers) {
        this.options = options;
        this.evaluations = evaluations;
        this.canonical = canonical;
        this.clock = clock;
        this.tickWorkers = tickWorkers;
        this.snapshotWorkers = snapshotWorkers;
        views = new Views(options, clock);
        handshakes = new Allowance(options.handshakesPerSecond(), clock);
    }

    /**
     * Streams that tick until closed.
     *
     * @param ticks is asked for the newest values of views, at every tick and once for all viewers:
     *     a cache would fill with points that nobody asks for again
     * @param pictures is asked for the past of views when somebody begins to look
     * @param canonical brings PromQL into the form by which equal queries are recognised, and
     *     throws a {@link MuninnException} of kind BAD_INPUT where it is none
     */
    public static LiveStreams open(
            StreamOptions options,
            RangeEvaluator ticks,
            RangeEvaluator pictures,
            UnaryOperator<String> canonical,
            Clock clock) {
        ThreadPoolExecutor tickers = pool("live-tick", options.workers(), Integer.MAX_VALUE);
        ThreadPoolExecutor snapshots =
                pool("live-snapshot", options.workers(), MAX_WAITING_SNAPSHOTS);
        LiveStreams streams =
                new LiveStreams(
                        options,
                        new Evaluations(ticks, pictures, options.evaluateTimeout()),
                        canonical,
                        clock,
                        tickers,
                        snapshots);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("live-timer"));
        streams.closers.add(timer::shutdownNow);
        streams.closers.add(tickers::shutdownNow);
        streams.closers.add(snapshots::shutdownNow);
        streams.runOn(timer);
        return streams;
    }

    private static ThreadPoolExecutor pool(String name, int threads, int maxWaiting) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(maxWaiting),
                        named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 0).factory();
    }

    private void runOn(ScheduledThreadPoolExecutor timer) {
        long delay = BEAT_MILLIS;
        try {
            delay = run();
        } catch (RuntimeException e) {
            if (isClosed) {
                return;
            }
            logger.log(Level.ERROR, "the timer of the live views failed, it goes on", e);
        }
        try {
            var _ = timer.schedule(() -> runOn(timer), delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: nothing is due any more.
            return;
        }
    }

    /** Does what is due and returns in how many milliseconds to call again. */
    long run() {
        long now = clock.millis();
        long next = now + BEAT_MILLIS;
        for (View view : views.running()) {
            view.tickIfDue(now);
            next = Math.min(next, view.nextDue(now));
        }
        if (nextBeatNanos == Long.MIN_VALUE || clock.nanos() - nextBeatNanos >= 0) {
            nextBeatNanos = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
            audiences.values().forEach(audience -> audience.tell(LiveConnection::beat));
        }
        return Math.max(1, next - clock.millis());
    }

    /** Takes in a new viewer; called on its loop. */
    public LiveConnection connect(Viewer viewer) {
        LiveConnection connection =
                new LiveConnection(connectionNumbers.incrementAndGet(), viewer, this, options);
        connections.incrementAndGet();
        figures.connections(viewer.transport()).incrementAndGet();
        audiences.computeIfAbsent(viewer.loop(), Audience::new).add(connection);
        if (isClosed) {
            connection.goAway("the server stops", reconnectMillis(connection));
        }
        return connection;
    }

    void disconnect(LiveConnection connection, Executor loop) {
        connections.decrementAndGet();
        figures.connections(connection.transport()).decrementAndGet();
        Audience<LiveConnection> audience = audiences.get(loop);
        if (audience != null) {
            audience.remove(connection);
        }
    }

    /** The running view of these queries, once its first tick was tried; to be released. */
    CompletableFuture<View> acquire(List<LiveQuery> queries, long stepMillis, Tier tier) {
        return acquire(() -> canonicalSpec(queries, stepMillis, tier));
    }

    /** The running view of a specification that was running before; to be released. */
    CompletableFuture<View> acquire(ViewSpec spec) {
        return acquire(() -> spec);
    }

    private CompletableFuture<View> acquire(Supplier<ViewSpec> spec) {
        try {
            return CompletableFuture.supplyAsync(() -> hold(spec.get()), snapshotWorkers)
                    .thenCompose(View::firstTick);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(overloaded());
        }
    }

    private ViewSpec canonicalSpec(List<LiveQuery> queries, long stepMillis, Tier tier) {
        List<LiveQuery> parsed = new ArrayList<>(queries.size());
        for (LiveQuery query : queries) {
            try {
                parsed.add(new LiveQuery(query.ref(), canonical.apply(query.expr())));
            } catch (MuninnException e) {
                throw new MuninnException(e.kind(), Evaluations.describe(query, e), e);
            }
        }
        return new ViewSpec(List.copyOf(parsed), stepMillis, tier);
    }

    private View hold(ViewSpec spec) {
        long now = clock.millis();
        return views.hold(
                spec,
                () -> {
                    View view =
                            new View(
                                    vids.incrementAndGet(),
                                    spec,
                                    options,
                                    evaluations,
                                    this::nextEpoch,
                                    now,
                                    tickWorkers,
                                    snapshotWorkers,
                                    figures);
                    view.tickIfDue(now);
                    return view;
                });
    }

    /** Rises over restarts too, as long as the clock does. */
    private long nextEpoch() {
        return lastEpoch.updateAndGet(last -> Math.max(last + 1, clock.millis()));
    }

    void release(View view) {
        views.release(view);
    }

    static MuninnException overloaded() {
        return new MuninnException(
                MuninnException.Kind.BUSY, "too many live views are being opened: try again");
    }

    /** Tells all who want to hear of such things. */
    public void publish(LiveEvent event) {
        Frame frame = EventFrames.of(event);
        audiences.values().forEach(audience -> audience.tell(each -> each.tell(frame)));
    }

    Clock clock() {
        return clock;
    }

    LiveFigures figures() {
        return figures;
    }

    @Override
    public void report(Telemetry to) {
        to.gauge("muninn_live_views", "Live views that are being evaluated.", views.size());
        figures.report(to);
    }

    /**
     * Whether one more connection may begin now.
     *
     * @throws MuninnException of kind BUSY if there are too many, or too many at once
     */
    public void admit() {
        if (connections.get() >= options.maxConnections()) {
            throw new MuninnException(
                    MuninnException.Kind.BUSY,
                    "%d live connections are open: try later, or raise stream.max-connections"
                            .formatted(options.maxConnections()));
        }
        if (isClosed || !handshakes.tryTake()) {
            throw overloaded();
        }
    }

    /** Ends all connections, telling them to come back; ticks stop. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            audiences
                    .values()
                    .forEach(
                            audience ->
                                    audience.tell(
                                            connection ->
                                                    connection.goAway(
                                                            "the server stops",
                                                            reconnectMillis(connection))));
            closers.forEach(Runnable::run);
        }
    }

    /**
     * Half a second and more, spread as far as it takes to greet all again, so that they do not all
     * come at once.
     */
    private long reconnectMillis(LiveConnection connection) {
        long spread = 2_500 + 1_000L * connections.get() / options.handshakesPerSecond();
        return 500 + connection.number() * 7_919 % spread;
    }
}
