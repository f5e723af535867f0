package dev.muninn.ingest;

import java.time.Duration;

/**
 * What becomes of pushed logs; keys start with {@code ingest.log-}.
 *
 * @param windowBytes how many bytes of lines are kept to look at
 * @param windowAge how long they are kept; older lines are not taken either
 * @param maxSeriesPerRule how many series a rule may make
 * @param flush how often the figures are stored
 */
public record LogOptions(
        long windowBytes,
        Duration windowAge,
        int maxSeriesPerRule,
        Duration flush,
        LogRules rules) {

    public static final LogOptions DEFAULTS =
            new LogOptions(
                    64L << 20, Duration.ofHours(24), 1_000, Duration.ofSeconds(10), LogRules.NONE);
}
