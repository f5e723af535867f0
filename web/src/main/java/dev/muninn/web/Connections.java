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
        connection.closeHandler(closed -> close(connection, address));
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

    private void close(HttpConnection connection, String address) {
        figures.connections.decrementAndGet();
        byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        onRequest(connection);
    }

    /** The connection has said what it wants. */
    void onRequest(HttpConnection connection) {
        @Nullable Long timer = silent.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
