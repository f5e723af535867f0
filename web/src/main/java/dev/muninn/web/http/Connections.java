package dev.muninn.web.http;

import dev.muninn.model.Clock;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts connections, in all and by address, and ends those that take too long to say what they
 * want: a client that sends a byte now and then is not idle, but gets no further either.
 */
public final class Connections {

    private static final class Guest {

        final String address;

        /** Since when the next request is waited for, by the monotonic clock. */
        volatile long sinceNanos;

        volatile long patienceNanos;
        volatile boolean isBusy;

        /** Since when the body of its request is waited for, and what ends that. */
        volatile long bodySinceNanos;

        volatile @Nullable Runnable onLateBody;

        Guest(String address, long sinceNanos, long patienceNanos) {
            this.address = address;
            this.sinceNanos = sinceNanos;
            this.patienceNanos = patienceNanos;
        }
    }

    private final ConnectionLimits limits;
    private final WebFigures figures;
    private final Clock clock;
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final Map<HttpConnection, Guest> guests = new ConcurrentHashMap<>();

    public Connections(ConnectionLimits limits, WebFigures figures, Clock clock) {
        this.limits = limits;
        this.figures = figures;
        this.clock = clock;
    }

    public void onOpened(HttpConnection connection) {
        SocketAddress remote = connection.remoteAddress();
        String address = remote == null ? "" : String.valueOf(remote.hostAddress());
        int all = figures.connections.incrementAndGet();
        int ofAddress = byAddress.merge(address, 1, Integer::sum);
        long patience = limits.headerTimeout().toNanos();
        guests.put(connection, new Guest(address, clock.nanos(), patience));
        connection.closeHandler(closed -> onClosed(connection));
        if (all > limits.inAll() || ofAddress > limits.ofAddress()) {
            figures.refusedConnections.increment();
            var _ = connection.close();
        }
    }

    /** A request has arrived whole but for its body; what comes now has limits of its own. */
    void onRequest(HttpConnection connection) {
        Guest guest = guests.get(connection);
        if (guest != null) {
            guest.isBusy = true;
        }
    }

    /**
     * The body of its request is waited for. A timer of each would cost more than all else that is
     * counted here, so they are looked through now and then.
     *
     * @param onLate is run once, on any thread, if it takes too long
     */
    void onBodyAwaited(HttpConnection connection, Runnable onLate) {
        Guest guest = guests.get(connection);
        if (guest != null) {
            guest.bodySinceNanos = clock.nanos();
            guest.onLateBody = onLate;
        }
    }

    /** The body is there, or not waited for any more. */
    void onBodyRead(HttpConnection connection) {
        Guest guest = guests.get(connection);
        if (guest != null) {
            guest.onLateBody = null;
        }
    }

    /** The request is answered: the next one is waited for. */
    void onAnswered(HttpConnection connection) {
        Guest guest = guests.get(connection);
        if (guest != null) {
            guest.sinceNanos = clock.nanos();
            guest.patienceNanos = limits.idleTimeout().toNanos();
            guest.isBusy = false;
        }
    }

    /** The connection is gone; twice is harmless. */
    private void onClosed(HttpConnection connection) {
        Guest guest = guests.remove(connection);
        if (guest != null) {
            onGone(guest);
        }
    }

    private void onGone(Guest guest) {
        figures.connections.decrementAndGet();
        byAddress.computeIfPresent(guest.address, (key, count) -> count == 1 ? null : count - 1);
    }

    /**
     * The connection has become a socket, of whose end Vert.x does not tell: what is returned is to
     * be run then, once. Nothing here holds the HTTP connection any more, and no more bodies are
     * taken off it. To be called on its loop.
     */
    public Runnable handOver(HttpConnection connection) {
        BodyChannel.leave(connection);
        Guest guest = guests.remove(connection);
        return guest == null ? () -> {} : () -> onGone(guest);
    }

    /** Ends the connections and bodies that were waited for too long; to be called now and then. */
    public void endSilent() {
        long now = clock.nanos();
        long bodyPatienceNanos = limits.bodyTimeout().toNanos();
        guests.forEach(
                (connection, guest) -> {
                    if (!guest.isBusy && now - guest.sinceNanos > guest.patienceNanos) {
                        var _ = connection.close();
                    }
                    Runnable onLate = guest.onLateBody;
                    if (onLate != null && now - guest.bodySinceNanos > bodyPatienceNanos) {
                        guest.onLateBody = null;
                        onLate.run();
                    }
                });
    }
}
