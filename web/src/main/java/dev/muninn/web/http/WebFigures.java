package dev.muninn.web.http;

import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the doors count of themselves; labels only take values known at the start. */
public final class WebFigures implements TelemetrySource {

    final AtomicInteger connections = new AtomicInteger();
    final LongAdder refusedConnections = new LongAdder();
    final LongAdder foreignRequests = new LongAdder();
    private final List<RouteFigures> routes = new CopyOnWriteArrayList<>();

    /** Paths that are no route count together: anybody can make up more of them. */
    final RouteFigures unknown = of("unknown");

    RouteFigures of(String route) {
        RouteFigures figures = new RouteFigures(route);
        routes.add(figures);
        return figures;
    }

    @Override
    public void report(Telemetry to) {
        to.gauge("muninn_http_connections", "Open connections.", connections.get());
        to.counter(
                "muninn_http_refused_connections_total",
                "Connections refused because there were too many.",
                refusedConnections.doubleValue());
        to.counter(
                "muninn_http_foreign_requests_total",
                "Requests refused for their Host or Origin.",
                foreignRequests.doubleValue());
        routes.forEach(route -> route.report(to));
    }
}
