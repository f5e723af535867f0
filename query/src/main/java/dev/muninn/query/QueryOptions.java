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
 * @param maxConcurrent queries that run at the same time; more wait in turn
 * @param experimental whether experimental functions and modifiers are accepted
 */
public record QueryOptions(
        Duration lookback,
        Duration timeout,
        long maxSamples,
        int maxSeries,
        int maxPoints,
        long maxBytes,
        int maxConcurrent,
        boolean experimental) {

    public static final QueryOptions DEFAULTS =
            new QueryOptions(
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(2),
                    500_000_000,
                    500_000,
                    11_000,
                    256L << 20,
                    20,
                    false);
}
