package dev.muninn.web.http;

import dev.muninn.model.Buckets;
import dev.muninn.model.Telemetry;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of one route. */
final class RouteFigures {

    private final String route;
    private final Map<Integer, LongAdder> byStatus = new ConcurrentSkipListMap<>();
    private final Buckets seconds = new Buckets(0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 60);

    RouteFigures(String route) {
        this.route = route;
    }

    void answered(int status, long nanos) {
        byStatus.computeIfAbsent(status, key -> new LongAdder()).increment();
        seconds.add(nanos / 1e9);
    }

    void report(Telemetry to) {
        if (byStatus.isEmpty()) {
            return;
        }
        byStatus.forEach(
                (status, count) ->
                        to.counter(
                                "muninn_http_requests_total",
                                "HTTP requests answered.",
                                count.doubleValue(),
                                "route",
                                route,
                                "code",
                                status.toString()));
        seconds.report(
                to,
                "muninn_http_request_duration_seconds",
                "From the head of a request to the end of its answer.",
                "route",
                route);
    }
}
