package dev.muninn.query;

import java.time.Duration;

/**
 * Options under {@code query.cache-}: how results of range queries are kept.
 *
 * @param bytes memory for results; 0 keeps none
 * @param idle how long a result is kept that nobody asks for
 * @param headAge how old the newest points of an answer may be, where samples still come in for
 *     them; never more than the step of the query
 * @param redis where results are kept beyond memory, if anywhere
 */
public record CacheOptions(long bytes, Duration idle, Duration headAge, RedisOptions redis) {

    /** A tenth of the memory the server takes at least, the length of a break, a scrape. */
    public static final CacheOptions DEFAULTS =
            new CacheOptions(64L << 20, Duration.ofMinutes(10), Duration.ofSeconds(15));

    /** Results in memory only. */
    public CacheOptions(long bytes, Duration idle, Duration headAge) {
        this(bytes, idle, headAge, RedisOptions.NONE);
    }
}
