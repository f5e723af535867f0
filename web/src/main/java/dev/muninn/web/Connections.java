package dev.muninn.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts connections, in all and by address, and ends those that never say what they want. */
final class Connections {

    private final Vertx vertx;
    private final WebOptions options;
    private final WebFigures figures;
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    /** The addresses of the connections that are open. */
    private final Map<HttpConnection, String> open = new ConcurrentHashMap<>();

    /** The timers of connections whose first request is still to come. */
    private final Map<HttpConnection, Long> silent = new ConcurrentHashMap<>();

    Connections(Vertx vertx, WebOptions options, WebFigures figures) {
        this.vertx = vertx;
        this.options = options;
        this.figures = figures;
    }

    void open(HttpConnection connection) {
        SocketAddress remote = connection.remoteAddress();
        String address = remote == null ? "" : String.valueOf(remote.hostAddress());
        int all = figures.connections.incrementAndGet();
        int ofAddress = byAddress.merge(address, 1, Integer::sum);
        open.put(connection, address);
        connection.closeHandler(closed -> onClosed(connection));
        if (all > options.maxConnections() || ofAddress > options.maxConnectionsPerAddress()) {
            figures.refusedConnections.increment();
            var _ = connection.close();
            return;
        }
        silent.put(
                connection,
                vertx.setTimer(
                        options.headerTimeout().toMillis(),
                        fired -> {
                            var _ = connection.close();
                        }));
    }

    /**
     * The connection is gone; twice is harmless. Vert.x does not tell this of connections that have
     * become sockets: whoever makes them so has to.
     */
    void onClosed(HttpConnection connection) {
        @Nullable String address = open.remove(connection);
        if (address != null) {
            figures.connections.decrementAndGet();
            byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
            onRequest(connection);
        }
    }

    /** The connection has said what it wants. */
    void onRequest(HttpConnection connection) {
        @Nullable Long timer = silent.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
