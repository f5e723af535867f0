package dev.muninn.server.options;

import dev.muninn.server.log.LogOptions;
import java.util.List;

/** The keys under {@code log.} */
final class LogKeys {

    private static final LogOptions DEFAULTS = LogOptions.DEFAULTS;

    static final OptionKey<LogOptions.Level> LEVEL =
            new OptionKey<>(
                    "log.level",
                    ChoiceType.of(LogOptions.Level.class),
                    DEFAULTS.level(),
                    "The least important log records that are written.");

    static final OptionKey<LogOptions.Format> FORMAT =
            new OptionKey<>(
                    "log.format",
                    ChoiceType.of(LogOptions.Format.class),
                    DEFAULTS.format(),
                    "Log records as lines of text for people or of JSON for machines.");

    static final List<OptionKey<?>> ALL = List.of(LEVEL, FORMAT);

    private LogKeys() {}

    static LogOptions read(Configuration configuration) {
        return new LogOptions(configuration.get(LEVEL), configuration.get(FORMAT));
    }
}
