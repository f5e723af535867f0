package dev.muninn.alert.http;

import dev.muninn.model.Clock;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connections over which requests are sent. Safe for use by many threads. */
public final class HttpConnections implements AutoCloseable {

    /*
     * Whoever sends waits for the answer in a plain read. While there are connections one thread
     * looks at them now and then: it cuts those that somebody has waited for too long, whatever they
     * are doing, and closes those that nobody has used for a while.
     */

    /** Servers keep connections for five seconds or longer: they are not about to close it. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private static final long LOOK_MILLIS = 250;

    private final Reach reach;
    private final Duration timeout;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closed = lock.newCondition();

    /** Since when each is used. */
    private final Map<HttpConnection, Long> busy = new HashMap<>();

    /** The one used last first. */
    private final Map<Origin, Deque<Idle>> idle = new HashMap<>();

    private boolean isWatched;
    private boolean isClosed;

    private record Idle(HttpConnection connection, long sinceNanos) {}

    /**
     * Connects to nobody yet.
     *
     * @param timeout from the connection to the end of the answer
     */
    public HttpConnections(Reach reach, Duration timeout, Clock clock) {
        this.reach = reach;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @throws java.net.SocketTimeoutException if there is none in time
     * @throws DeniedAddressException if the server is in a network in which none may be
     * @throws IOException if the server cannot be reached, or its answer not be understood
     */
    public HttpReply send(HttpCall call) throws IOException {
        Origin origin = call.target().origin();
        Proxy proxy = reach.proxies().to(origin);
        byte[] request = call.bytes(proxy);
        HttpConnection kept = takeKept(origin);
        if (kept != null) {
            try {
                return exchange(kept, request);
            } catch (IOException e) {
                if (!kept.wasClosedBefore()) {
                    throw e;
                }
                // Its server had closed it, as it may at any time; over a new one it tells why.
            }
        }
        HttpConnection made = new HttpConnection(origin);
        note(made);
        boolean isOpen = false;
        try {
            made.open(proxy, reach);
            isOpen = true;
        } finally {
            if (!isOpen) {
                release(made, false);
            }
        }
        return exchange(made, request);
    }

    private HttpReply exchange(HttpConnection connection, byte[] request) throws IOException {
        boolean staysOpen = false;
        try {
            HttpReply reply = connection.exchange(request);
            staysOpen = connection.staysOpen(reply);
            return reply;
        } finally {
            release(connection, staysOpen);
        }
    }

    private @Nullable HttpConnection takeKept(Origin origin) throws IOException {
        lock.lock();
        try {
            Deque<Idle> some = idle.get(origin);
            Idle last = some == null ? null : some.pollFirst();
            if (last == null) {
                return null;
            }
            note(last.connection());
            return last.connection();
        } finally {
            lock.unlock();
        }
    }

    private void note(HttpConnection connection) throws IOException {
        lock.lock();
        try {
            if (isClosed) {
                connection.close();
                throw new SocketException("nothing is sent any more");
            }
            busy.put(connection, clock.nanos());
            if (!isWatched) {
                isWatched = true;
                var _ = Thread.ofVirtual().name("alert-http").start(this::watch);
            }
        } finally {
            lock.unlock();
        }
    }

    private void release(HttpConnection connection, boolean staysOpen) {
        lock.lock();
        try {
            busy.remove(connection);
            if (staysOpen && !isClosed) {
                idle.computeIfAbsent(connection.origin(), origin -> new ArrayDeque<>())
                        .addFirst(new Idle(connection, clock.nanos()));
                return;
            }
        } finally {
            lock.unlock();
        }
        connection.close();
    }

    private void watch() {
        lock.lock();
        try {
            while (!isClosed && !(busy.isEmpty() && idle.isEmpty())) {
                var _ = closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                cutOverdue();
                closeUnused();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            isWatched = false;
            lock.unlock();
        }
    }

    private void cutOverdue() {
        long now = clock.nanos();
        busy.forEach(
                (connection, sinceNanos) -> {
                    if (now - sinceNanos >= timeout.toNanos()) {
                        connection.cut();
                    }
                });
    }

    private void closeUnused() {
        long now = clock.nanos();
        idle.values()
                .forEach(
                        some -> {
                            while (!some.isEmpty()
                                    && now - some.getLast().sinceNanos() >= KEPT.toNanos()) {
                                some.removeLast().connection().close();
                            }
                        });
        idle.values().removeIf(Deque::isEmpty);
    }

    /** Cuts all: whoever waits hears that nobody answered. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            closed.signalAll();
            busy.keySet().forEach(HttpConnection::cut);
            List<Idle> unused = new ArrayList<>();
            idle.values().forEach(unused::addAll);
            idle.clear();
            unused.forEach(one -> one.connection().close());
        } finally {
            lock.unlock();
        }
    }
}
