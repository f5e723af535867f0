package dev.muninn.server.options;

import dev.muninn.ingest.ListenOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys under {@code ingest.} of listeners that are no HTTP. */
final class ListenKeys {

    private static final ListenOptions DEFAULTS = ListenOptions.NOTHING;

    static final OptionKey<Optional<InetSocketAddress>> OTLP_GRPC =
            listener("otlp-grpc-listen", "OpenTelemetry over gRPC; its usual port is 4317.");

    static final OptionKey<Optional<InetSocketAddress>> GRAPHITE =
            listener("graphite-listen", "Graphite's lines by TCP and UDP; its usual port is 2003.");

    static final OptionKey<Optional<InetSocketAddress>> STATSD =
            listener("statsd-listen", "StatsD's packets by UDP and TCP; its usual port is 8125.");

    static final OptionKey<Duration> STATSD_FLUSH =
            new OptionKey<>(
                    "ingest.statsd-flush-interval",
                    new DurationType(Duration.ofMillis(100), Duration.ofHours(1)),
                    DEFAULTS.statsdFlush(),
                    "How often the state of StatsD's metrics is stored.");

    static final OptionKey<Integer> MAX_STATSD_METRICS =
            new OptionKey<>(
                    "ingest.max-statsd-metrics",
                    new IntegerType(1, 100_000_000),
                    DEFAULTS.maxStatsdMetrics(),
                    "How many metrics StatsD's packets may make.");

    static final List<OptionKey<?>> ALL =
            List.of(OTLP_GRPC, GRAPHITE, STATSD, STATSD_FLUSH, MAX_STATSD_METRICS);

    private ListenKeys() {}

    private static OptionKey<Optional<InetSocketAddress>> listener(String name, String purpose) {
        return new OptionKey<>(
                "ingest." + name, new ListenerType(), Optional.empty(), "Listens for " + purpose);
    }

    static ListenOptions read(Configuration configuration) {
        return new ListenOptions(
                configuration.get(GRAPHITE),
                configuration.get(STATSD),
                configuration.get(OTLP_GRPC),
                configuration.get(STATSD_FLUSH),
                configuration.get(MAX_STATSD_METRICS));
    }
}
