package dev.muninn.alert.schedule;

import dev.muninn.alert.evaluate.GroupRun;
import dev.muninn.model.Buckets;
import dev.muninn.model.Clock;
import dev.muninn.model.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Evaluates groups when they are due. Safe for use by many threads. */
public final class RuleSchedule implements AutoCloseable {

    /*
     * One timer thread decides when a group is due; a bounded pool evaluates. A group is never
     * evaluated twice at once: its next run is planned when the one before has ended, for the next
     * time of its grid that is still to come, and the times in between are counted as missed.
     */

    private static final System.Logger LOGGER = System.getLogger(RuleSchedule.class.getName());

    /** A short interval is soon over twice; a pause of the machine is no reason to worry. */
    private static final long LEAST_STALL_MILLIS = 10_000;

    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final ExecutorService workers;

    /** Guarded by this. */
    private final Map<GroupRun, Planned> planned = new HashMap<>();

    /** How late groups were begun with. */
    private final Buckets lateSeconds =
            new Buckets(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60);

    private boolean isClosed;

    private record Planned(long timeMillis, ScheduledFuture<?> start) {}

    public RuleSchedule(int threads, Clock clock) {
        this.clock = clock;
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("rules-timer").daemon().factory());
        workers =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("rules-", 0).daemon().factory());
    }

    /** Evaluates a group from its next time on. */
    synchronized void start(GroupRun run) {
        plan(run, run.times().from(clock.millis()));
    }

    private void plan(GroupRun run, long timeMillis) {
        long delay = Math.max(0, timeMillis - clock.millis());
        ScheduledFuture<?> start =
                timer.schedule(
                        () -> workers.execute(() -> evaluate(run, timeMillis)),
                        delay,
                        TimeUnit.MILLISECONDS);
        planned.put(run, new Planned(timeMillis, start));
    }

    private void evaluate(GroupRun run, long timeMillis) {
        lateSeconds.add(Math.max(0, clock.millis() - timeMillis) / 1e3);
        try {
            run.evaluate(timeMillis);
        } catch (RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "rule group " + run.group().name() + " could not be evaluated",
                    e);
        }
        long next = run.times().after(timeMillis, clock.millis());
        run.missed(Math.max(0, (next - timeMillis) / run.group().interval().toMillis() - 1));
        synchronized (this) {
            if (!isClosed && planned.containsKey(run)) {
                plan(run, next);
            }
        }
    }

    /** Lets a group be; an evaluation that runs comes to its end. */
    synchronized void stop(GroupRun run) {
        Planned last = planned.remove(run);
        if (last != null) {
            last.start().cancel(false);
        }
    }

    /** Does something again and again, one time after the other, on threads that evaluate. */
    public void every(Duration period, Runnable task) {
        long nanos = period.toNanos();
        AtomicBoolean waits = new AtomicBoolean();
        Runnable once =
                () -> {
                    try {
                        task.run();
                    } finally {
                        waits.set(false);
                    }
                };
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> {
                            if (waits.compareAndSet(false, true)) {
                                execute(once);
                            }
                        },
                        nanos,
                        nanos,
                        TimeUnit.NANOSECONDS);
    }

    /** Does something later, on a thread that evaluates, after what waits for one. */
    public void after(Duration delay, Runnable task) {
        var _ = timer.schedule(() -> execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does something after what waits for a thread now. */
    public void execute(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            // The server ends, and with it what the task was for.
            LOGGER.log(System.Logger.Level.DEBUG, "rules are not evaluated any more", e);
        }
    }

    public void report(Telemetry to) {
        lateSeconds.report(
                to,
                "muninn_rule_group_lag_seconds",
                "Time from when a group was due to the beginning of its evaluation.");
    }

    /** The groups that should have been evaluated more than two intervals ago. */
    public synchronized List<GroupRun> stalled() {
        List<GroupRun> stalled = new ArrayList<>();
        planned.forEach(
                (run, next) -> {
                    long patience =
                            Math.max(LEAST_STALL_MILLIS, 2 * run.group().interval().toMillis());
                    if (clock.millis() - next.timeMillis() > patience) {
                        stalled.add(run);
                    }
                });
        return stalled;
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        timer.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
