package dev.muninn.ingest.http;

import dev.muninn.model.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connections that wait for the next request. Safe for use by many threads. */
final class Connections implements AutoCloseable {

    /** Longer than the intervals of scrapes; firewalls forget what is silent for longer. */
    private static final Duration MAX_IDLE = Duration.ofMinutes(5);

    private static final Duration LOOK_INTERVAL = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<Route, Deque<Connection>> idle = new HashMap<>();
    private long nextLookNanos;
    private boolean isClosed;

    Connections(Clock clock) {
        this.clock = clock;
        nextLookNanos = clock.nanos() + LOOK_INTERVAL.toNanos();
    }

    /** A connection that was used before, or null. */
    synchronized @Nullable Connection take(Route route) {
        Deque<Connection> waiting = idle.get(route);
        // The one used last: those that are too many grow old and are closed.
        return waiting == null ? null : waiting.pollLast();
    }

    /** Takes a connection back over which nothing is on its way. */
    synchronized void keep(Connection connection) {
        if (isClosed) {
            connection.close();
            return;
        }
        long now = clock.nanos();
        connection.idleSince(now);
        idle.computeIfAbsent(connection.route(), route -> new ArrayDeque<>()).addLast(connection);
        if (now - nextLookNanos >= 0) {
            closeOld(now);
            nextLookNanos = now + LOOK_INTERVAL.toNanos();
        }
    }

    private void closeOld(long now) {
        Iterator<Deque<Connection>> all = idle.values().iterator();
        while (all.hasNext()) {
            Deque<Connection> waiting = all.next();
            Connection oldest = waiting.peekFirst();
            while (oldest != null && now - oldest.idleSince() > MAX_IDLE.toNanos()) {
                oldest.close();
                waiting.removeFirst();
                oldest = waiting.peekFirst();
            }
            if (waiting.isEmpty()) {
                all.remove();
            }
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        idle.values().forEach(waiting -> waiting.forEach(Connection::close));
        idle.clear();
    }
}
