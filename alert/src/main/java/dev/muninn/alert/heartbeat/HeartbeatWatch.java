package dev.muninn.alert.heartbeat;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.lease.Lease;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Raises the alert {@code HeartbeatMissing} for each heartbeat that stays out. Safe for use by many
 * threads.
 */
public final class HeartbeatWatch implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(HeartbeatWatch.class.getName());

    private static final int MAX_HEARTBEATS = 10_000;

    private static final int MAX_NAME = 200;

    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(10);

    private static final Duration LONGEST_PERIOD = Duration.ofDays(366);

    /** Deadlines are known to a second; nobody is woken for less. */
    private static final long CHECK_MILLIS = 1_000;

    private final HeartbeatTable table;
    private final Consumer<List<ActiveAlert>> alerts;
    private final Lease lease;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Heartbeat> known = new HashMap<>();

    private final MissedHeartbeats missed;
    private final Thread thread;

    private HeartbeatWatch(
            HeartbeatTable table, Consumer<List<ActiveAlert>> alerts, Lease lease, Clock clock) {
        this.table = table;
        this.alerts = alerts;
        this.lease = lease;
        this.clock = clock;
        missed = new MissedHeartbeats(clock.millis());
        thread = Thread.ofVirtual().name("alert-heartbeats").unstarted(this::work);
    }

    /** Takes up the heartbeats that were expected before; none is missed before {@link #start}. */
    public static HeartbeatWatch open(
            HeartbeatTable table, Consumer<List<ActiveAlert>> alerts, Lease lease, Clock clock) {
        HeartbeatWatch watch = new HeartbeatWatch(table, alerts, lease, clock);
        watch.load();
        return watch;
    }

    /** Other processes on the database hear heartbeats, too, and forget them. */
    private void load() {
        Map<String, Heartbeat> all = new HashMap<>();
        table.all().forEach(heartbeat -> all.put(heartbeat.name(), heartbeat));
        lock.lock();
        try {
            known.clear();
            known.putAll(all);
        } finally {
            lock.unlock();
        }
    }

    /** Begins to look for heartbeats that stay out. */
    public void start() {
        thread.start();
    }

    private void work() {
        try {
            while (!closed.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (lease.isHeld()) {
                    check();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Hears a heartbeat, and expects it from now on.
     *
     * @param period null for the one it had
     * @param grace null for the one it had
     * @throws MuninnException of kind BAD_INPUT if the heartbeat is new and has no period, or a
     *     value is out of its bounds; of kind LIMIT if there are too many; of kind UNAVAILABLE if
     *     it cannot be kept
     */
    public Heartbeat beat(
            String name, @Nullable Duration period, @Nullable Duration grace, Labels labels) {
        long now = clock.millis();
        catchUp();
        Heartbeat before;
        lock.lock();
        try {
            before = known.get(name);
            if (before == null && known.size() >= MAX_HEARTBEATS) {
                throw new MuninnException(
                        MuninnException.Kind.LIMIT,
                        MAX_HEARTBEATS + " heartbeats are expected: remove those that are over");
            }
        } finally {
            lock.unlock();
        }
        Heartbeat beaten = changed(name, before, period, grace, labels, now);
        table.save(beaten);
        List<ActiveAlert> over;
        lock.lock();
        try {
            known.put(name, beaten);
            over = missed.over(before == null ? beaten : before, now);
        } finally {
            lock.unlock();
        }
        tell(over);
        return beaten;
    }

    private static Heartbeat changed(
            String name,
            @Nullable Heartbeat before,
            @Nullable Duration period,
            @Nullable Duration grace,
            Labels labels,
            long now) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw MuninnException.badInput(
                    "a heartbeat has a name of 1 to " + MAX_NAME + " characters");
        }
        Duration every = period != null ? period : before == null ? null : before.period();
        if (every == null) {
            throw MuninnException.badInput(
                    "heartbeat " + name + " is new: say how often it comes, like ?period=5m");
        }
        if (every.compareTo(SHORTEST_PERIOD) < 0 || every.compareTo(LONGEST_PERIOD) > 0) {
            throw MuninnException.badInput(
                    "period is " + PromDuration.print(every) + ": set 10s to 366d");
        }
        Duration late =
                grace != null ? grace : before == null ? every.dividedBy(2) : before.grace();
        Labels own = labels.isEmpty() && before != null ? before.labels() : labels;
        return new Heartbeat(name, every, late, own, now);
    }

    /**
     * Expects a heartbeat no longer.
     *
     * @throws MuninnException of kind NOT_FOUND if it was not expected, of kind UNAVAILABLE if that
     *     cannot be kept
     */
    public void remove(String name) {
        catchUp();
        Heartbeat gone;
        lock.lock();
        try {
            gone = known.get(name);
        } finally {
            lock.unlock();
        }
        if (gone == null) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "no heartbeat " + name + " is expected");
        }
        table.remove(name);
        List<ActiveAlert> over;
        lock.lock();
        try {
            known.remove(name);
            over = missed.over(gone, clock.millis());
        } finally {
            lock.unlock();
        }
        tell(over);
    }

    /** All that are expected, by name. */
    public List<Heartbeat> all() {
        catchUp();
        lock.lock();
        try {
            return known.values().stream().sorted(Comparator.comparing(Heartbeat::name)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Names of those that are missing now. */
    public Set<String> missing() {
        lock.lock();
        try {
            return missed.names();
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        if (lease.isShared()) {
            load();
        }
    }

    /** Raises alerts for what is overdue, and says again of what is overdue for long. */
    void check() {
        long now = clock.millis();
        if (lease.isShared() && isAnyLate(now)) {
            load();
        }
        List<ActiveAlert> due;
        lock.lock();
        try {
            due = missed.look(known.values(), now);
        } finally {
            lock.unlock();
        }
        tell(due);
    }

    private boolean isAnyLate(long now) {
        lock.lock();
        try {
            return known.values().stream().anyMatch(one -> missed.isLate(one, now));
        } finally {
            lock.unlock();
        }
    }

    private void tell(List<ActiveAlert> due) {
        if (due.isEmpty()) {
            return;
        }
        try {
            alerts.accept(due);
        } catch (MuninnException e) {
            // They were told of all the same, and are told of again while they go on.
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "alerts of heartbeats are not kept yet: {0}",
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
