package dev.muninn.server.options;

import dev.muninn.stream.StreamOptions;
import java.time.Duration;
import java.util.List;

/** The keys under {@code stream.} */
final class StreamKeys {

    private static final StreamOptions DEFAULTS = StreamOptions.DEFAULTS;

    static final OptionKey<Duration> LAG =
            new OptionKey<>(
                    "stream.lag",
                    new DurationType(Duration.ZERO, Duration.ofMinutes(1)),
                    DEFAULTS.lag(),
                    "How long after its time a tick is evaluated, so that the samples of that moment are in.");

    static final OptionKey<Duration> MIN_STEP =
            new OptionKey<>(
                    "stream.min-step",
                    new DurationType(Duration.ofMillis(100), Duration.ofHours(1)),
                    DEFAULTS.minStep(),
                    "The shortest step of a live view.");

    static final OptionKey<Integer> MAX_CONNECTIONS =
            new OptionKey<>(
                    "stream.max-connections",
                    new IntegerType(1, 1_000_000),
                    DEFAULTS.maxConnections(),
                    "Live connections at one time.");

    static final OptionKey<Integer> HANDSHAKES_PER_SECOND =
            new OptionKey<>(
                    "stream.handshakes-per-second",
                    new IntegerType(1, 1_000_000),
                    DEFAULTS.handshakesPerSecond(),
                    "Live connections that may begin within a second; others are told to try again.");

    static final OptionKey<Integer> MAX_VIEWS =
            new OptionKey<>(
                    "stream.max-views",
                    new IntegerType(1, 10_000),
                    DEFAULTS.maxViews(),
                    "Views per connection.");

    static final OptionKey<Integer> MAX_QUERIES =
            new OptionKey<>(
                    "stream.max-queries",
                    new IntegerType(1, 100_000),
                    DEFAULTS.maxQueries(),
                    "Queries per connection.");

    static final OptionKey<Integer> MAX_TOTAL_VIEWS =
            new OptionKey<>(
                    "stream.max-total-views",
                    new IntegerType(1, 1_000_000),
                    DEFAULTS.maxTotalViews(),
                    "Different views of all connections together.");

    static final OptionKey<Integer> MAX_SERIES =
            new OptionKey<>(
                    "stream.max-series",
                    new IntegerType(1, 100_000),
                    DEFAULTS.maxSeries(),
                    "Series per view.");

    static final OptionKey<Integer> MAX_POINTS =
            new OptionKey<>(
                    "stream.max-points",
                    new IntegerType(1, 100_000),
                    DEFAULTS.maxPoints(),
                    "Points per series of a first picture, where the page asks for no fewer.");

    static final OptionKey<Duration> AMEND_WINDOW =
            new OptionKey<>(
                    "stream.amend-window",
                    new DurationType(Duration.ZERO, Duration.ofMinutes(10)),
                    DEFAULTS.amendWindow(),
                    "How far back live values are corrected for samples that came late.");

    static final OptionKey<Duration> LINGER =
            new OptionKey<>(
                    "stream.linger",
                    new DurationType(Duration.ZERO, Duration.ofHours(1)),
                    DEFAULTS.linger(),
                    "How long a view without viewers goes on, so that a reload finds it running.");

    static final OptionKey<Duration> HEARTBEAT =
            new OptionKey<>(
                    "stream.heartbeat",
                    new DurationType(Duration.ofSeconds(1), Duration.ofHours(1)),
                    DEFAULTS.heartbeat(),
                    "The longest silence towards a client.");

    static final OptionKey<Duration> HELLO_TIMEOUT =
            new OptionKey<>(
                    "stream.hello-timeout",
                    new DurationType(Duration.ofMillis(100), Duration.ofMinutes(1)),
                    DEFAULTS.helloTimeout(),
                    "How long a client may take to introduce itself.");

    static final OptionKey<Duration> SLOW_TIMEOUT =
            new OptionKey<>(
                    "stream.slow-timeout",
                    new DurationType(Duration.ofSeconds(1), Duration.ofHours(1)),
                    DEFAULTS.slowTimeout(),
                    "How long a client may take nothing before it is given up.");

    static final OptionKey<Duration> EVALUATE_TIMEOUT =
            new OptionKey<>(
                    "stream.evaluate-timeout",
                    new DurationType(Duration.ofMillis(10), Duration.ofHours(1)),
                    DEFAULTS.evaluateTimeout(),
                    "The longest one query of a tick or a first picture may take.");

    static final OptionKey<Integer> WORKERS =
            new OptionKey<>(
                    "stream.workers",
                    new IntegerType(1, 1000),
                    DEFAULTS.workers(),
                    "Threads that evaluate ticks, and as many that evaluate first pictures.");

    static final List<OptionKey<?>> ALL =
            List.of(
                    LAG,
                    MIN_STEP,
                    MAX_CONNECTIONS,
                    HANDSHAKES_PER_SECOND,
                    MAX_VIEWS,
                    MAX_QUERIES,
                    MAX_TOTAL_VIEWS,
                    MAX_SERIES,
                    MAX_POINTS,
                    AMEND_WINDOW,
                    LINGER,
                    HEARTBEAT,
                    HELLO_TIMEOUT,
                    SLOW_TIMEOUT,
                    EVALUATE_TIMEOUT,
                    WORKERS);

    private StreamKeys() {}

    static StreamOptions read(Configuration configuration) {
        return new StreamOptions(
                configuration.get(LAG),
                configuration.get(MIN_STEP),
                configuration.get(MAX_CONNECTIONS),
                configuration.get(HANDSHAKES_PER_SECOND),
                configuration.get(MAX_VIEWS),
                configuration.get(MAX_QUERIES),
                configuration.get(MAX_TOTAL_VIEWS),
                configuration.get(MAX_SERIES),
                configuration.get(MAX_POINTS),
                configuration.get(AMEND_WINDOW),
                configuration.get(LINGER),
                configuration.get(HEARTBEAT),
                configuration.get(HELLO_TIMEOUT),
                configuration.get(SLOW_TIMEOUT),
                configuration.get(EVALUATE_TIMEOUT),
                configuration.get(WORKERS));
    }
}
