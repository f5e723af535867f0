package dev.muninn.ingest;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where to listen for what does not come over HTTP; keys start with {@code ingest.}. Nothing is
 * listened for unless it is asked for.
 *
 * @param graphite where Graphite's lines arrive
 * @param statsd where StatsD's packets arrive
 * @param otlpGrpc where OpenTelemetry's senders connect by gRPC
 * @param statsdFlush how often the state of StatsD's metrics is stored
 * @param maxStatsdMetrics how many metrics StatsD's packets may make
 */
public record ListenOptions(
        Optional<InetSocketAddress> graphite,
        Optional<InetSocketAddress> statsd,
        Optional<InetSocketAddress> otlpGrpc,
        Duration statsdFlush,
        int maxStatsdMetrics) {

    public static final ListenOptions NOTHING =
            new ListenOptions(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofSeconds(10),
                    100_000);
}
