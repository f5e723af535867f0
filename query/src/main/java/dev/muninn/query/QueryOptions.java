package dev.muninn.query;

import java.time.Duration;

/**
 * Options under {@code query.}: the limits of one query and the features beyond the defaults.
 *
 * @param lookback how old the last sample may be that an instant selector takes
 * @param timeout the longest a query may run
 * @param maxSamples samples one query may read
 * @param maxSeries series one query may touch
 * @param maxPoints points per series of a range query
 * @param maxBytes working memory of one query
 * @param maxTotalBytes working memory of all queries that run at the same time
 * @param maxConcurrent queries that run at the same time; more wait in turn
 * @param slow queries that take longer are logged when they end
 * @param experimental whether experimental functions and modifiers are accepted
 */
public record QueryOptions(
        Duration lookback,
        Duration timeout,
        long maxSamples,
        int maxSeries,
        int maxPoints,
        long maxBytes,
        long maxTotalBytes,
        int maxConcurrent,
        Duration slow,
        boolean experimental) {

    public static final QueryOptions DEFAULTS =
            new QueryOptions(
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(2),
                    500_000_000,
                    500_000,
                    11_000,
                    256L << 20,
                    Runtime.getRuntime().maxMemory() / 4,
                    20,
                    Duration.ofSeconds(10),
                    false);
}
