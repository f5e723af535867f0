package dev.muninn.stream;

import dev.muninn.model.MuninnException;
import java.time.Duration;

/**
 * Options under {@code stream.}.
 *
 * @param lag how long after its time a tick is evaluated, so that the samples of that second are in
 * @param minStep the shortest step of a view
 * @param maxConnections live connections at one time
 * @param handshakesPerSecond live connections that may begin within a second
 * @param maxViews views per connection
 * @param maxQueries queries per connection
 * @param maxTotalViews different views of all connections together
 * @param maxSeries series per view
 * @param maxPoints points per series of a snapshot, where the client asks for no fewer
 * @param amendWindow how far back ticks are corrected for samples that came late
 * @param linger how long a view without viewers goes on, so that a reload finds it running
 * @param heartbeat the longest silence towards a client
 * @param helloTimeout how long a client may take to introduce itself
 * @param slowTimeout how long a client may take nothing before it is given up
 * @param evaluateTimeout the longest one query of a tick or a snapshot may take
 * @param workers threads that evaluate ticks, and as many that evaluate snapshots
 */
public record StreamOptions(
        Duration lag,
        Duration minStep,
        int maxConnections,
        int handshakesPerSecond,
        int maxViews,
        int maxQueries,
        int maxTotalViews,
        int maxSeries,
        int maxPoints,
        Duration amendWindow,
        Duration linger,
        Duration heartbeat,
        Duration helloTimeout,
        Duration slowTimeout,
        Duration evaluateTimeout,
        int workers) {

    public static final StreamOptions DEFAULTS =
            new StreamOptions(
                    // A collection of this machine takes some 50 ms, one of a near target 100.
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    20_000,
                    500,
                    64,
                    200,
                    5_000,
                    1_000,
                    1_500,
                    // A scrape has the time it began at and arrives when it has ended.
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    2);

    public StreamOptions {
        atLeast("lag", lag, Duration.ZERO);
        atLeast("min-step", minStep, Duration.ofMillis(100));
        atLeast("linger", linger, Duration.ZERO);
        atLeast("heartbeat", heartbeat, Duration.ofSeconds(1));
        atLeast("hello-timeout", helloTimeout, Duration.ofMillis(100));
        atLeast("slow-timeout", slowTimeout, Duration.ofSeconds(1));
        atLeast("evaluate-timeout", evaluateTimeout, Duration.ofMillis(10));
        atLeast("amend-window", amendWindow, Duration.ZERO);
        atLeastOne("max-connections", maxConnections);
        atLeastOne("handshakes-per-second", handshakesPerSecond);
        atLeastOne("max-views", maxViews);
        atLeastOne("max-queries", maxQueries);
        atLeastOne("max-total-views", maxTotalViews);
        atLeastOne("max-series", maxSeries);
        atLeastOne("max-points", maxPoints);
        atLeastOne("workers", workers);
    }

    private static void atLeast(String key, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw MuninnException.badInput(
                    "stream.%s is %s, at least %s is needed".formatted(key, value, least));
        }
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw MuninnException.badInput(
                    "stream.%s is %d, at least 1 is needed".formatted(key, value));
        }
    }
}
