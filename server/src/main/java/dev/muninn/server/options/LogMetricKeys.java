package dev.muninn.server.options;

import dev.muninn.ingest.LogOptions;
import dev.muninn.ingest.LogRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys under {@code ingest.} of pushed logs and the metrics made of them. */
final class LogMetricKeys {

    private static final LogOptions DEFAULTS = LogOptions.DEFAULTS;

    static final OptionKey<String> RULES =
            new OptionKey<>(
                    "ingest.log-rules",
                    new TextType("the path of a file, or nothing"),
                    "",
                    "Rules that make metrics of log lines, besides those that are built in.");

    static final OptionKey<Integer> MAX_SERIES =
            new OptionKey<>(
                    "ingest.log-max-series-per-rule",
                    new IntegerType(1, 1_000_000),
                    DEFAULTS.maxSeriesPerRule(),
                    "Series that one rule may make; what is beyond goes to one series for all.");

    static final OptionKey<Duration> FLUSH =
            new OptionKey<>(
                    "ingest.log-flush-interval",
                    new DurationType(Duration.ofMillis(100), Duration.ofHours(1)),
                    DEFAULTS.flush(),
                    "How often the metrics made of logs are stored.");

    static final OptionKey<Long> WINDOW_BYTES =
            new OptionKey<>(
                    "ingest.log-window-bytes",
                    new SizeType(0, 1L << 36),
                    DEFAULTS.windowBytes(),
                    "How many bytes of log lines are kept in memory to look at.");

    static final OptionKey<Duration> WINDOW_AGE =
            new OptionKey<>(
                    "ingest.log-window-age",
                    new DurationType(Duration.ofMinutes(1), Duration.ofDays(30)),
                    DEFAULTS.windowAge(),
                    "How long log lines are kept; older ones are not taken.");

    static final List<OptionKey<?>> ALL =
            List.of(RULES, MAX_SERIES, FLUSH, WINDOW_BYTES, WINDOW_AGE);

    private LogMetricKeys() {}

    static LogOptions read(Configuration configuration) {
        String rules = configuration.get(RULES);
        return new LogOptions(
                configuration.get(WINDOW_BYTES),
                configuration.get(WINDOW_AGE),
                configuration.get(MAX_SERIES),
                configuration.get(FLUSH),
                rules.isEmpty() ? LogRules.NONE : LogRules.read(Path.of(rules)));
    }
}
