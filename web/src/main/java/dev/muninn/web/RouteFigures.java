package dev.muninn.web;

import dev.muninn.model.Telemetry;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of one route. */
final class RouteFigures {

    private static final double[] BOUNDS = {0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 60};

    private final String route;
    private final Map<Integer, LongAdder> byStatus = new ConcurrentSkipListMap<>();
    private final LongAdder[] durations = new LongAdder[BOUNDS.length + 1];
    private final DoubleAdder seconds = new DoubleAdder();

    RouteFigures(String route) {
        this.route = route;
        for (int i = 0; i < durations.length; i++) {
            durations[i] = new LongAdder();
        }
    }

    void answered(int status, long nanos) {
        byStatus.computeIfAbsent(status, key -> new LongAdder()).increment();
        double took = nanos / 1e9;
        seconds.add(took);
        int bucket = 0;
        while (bucket < BOUNDS.length && took > BOUNDS[bucket]) {
            bucket++;
        }
        durations[bucket].increment();
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
        long[] counts = new long[durations.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = durations[i].sum();
        }
        to.histogram(
                "muninn_http_request_duration_seconds",
                "From the head of a request to the end of its answer.",
                BOUNDS,
                counts,
                seconds.sum(),
                "route",
                route);
    }
}
