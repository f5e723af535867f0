package dev.muninn.server.options;

import dev.muninn.query.CacheOptions;
import dev.muninn.query.QueryOptions;
import dev.muninn.query.RedisOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys under {@code query.} */
final class QueryKeys {

    private static final QueryOptions DEFAULTS = QueryOptions.DEFAULTS;
    private static final CacheOptions KEPT = CacheOptions.DEFAULTS;

    static final OptionKey<Duration> LOOKBACK =
            new OptionKey<>(
                    "query.lookback",
                    new DurationType(Duration.ofSeconds(1), Duration.ofDays(1)),
                    DEFAULTS.lookback(),
                    "How old the last sample may be that an instant selector takes.");

    static final OptionKey<Duration> TIMEOUT =
            new OptionKey<>(
                    "query.timeout",
                    new DurationType(Duration.ofMillis(100), Duration.ofHours(1)),
                    DEFAULTS.timeout(),
                    "The longest a query may run.");

    static final OptionKey<Long> MAX_SAMPLES =
            new OptionKey<>(
                    "query.max-samples",
                    new LongType(1_000, 1_000_000_000_000L),
                    DEFAULTS.maxSamples(),
                    "The most samples one query may read.");

    static final OptionKey<Integer> MAX_SERIES =
            new OptionKey<>(
                    "query.max-series",
                    new IntegerType(1, Integer.MAX_VALUE),
                    DEFAULTS.maxSeries(),
                    "The most series one query may touch.");

    static final OptionKey<Integer> MAX_POINTS =
            new OptionKey<>(
                    "query.max-points",
                    new IntegerType(1, 1_000_000),
                    DEFAULTS.maxPoints(),
                    "The most points per series of a range query.");

    static final OptionKey<Long> MAX_BYTES =
            new OptionKey<>(
                    "query.max-bytes",
                    new SizeType(1 << 20, 1L << 40),
                    DEFAULTS.maxBytes(),
                    "The working memory of one query.");

    static final OptionKey<Optional<Long>> MAX_TOTAL_BYTES =
            new OptionKey<>(
                    "query.max-total-bytes",
                    new AutomaticType<>(new SizeType(1 << 20, 1L << 40), "a quarter of the heap"),
                    Optional.empty(),
                    "The working memory of all queries that run at the same time.");

    static final OptionKey<Integer> MAX_CONCURRENT =
            new OptionKey<>(
                    "query.max-concurrent",
                    new IntegerType(1, 10_000),
                    DEFAULTS.maxConcurrent(),
                    "Queries that run at the same time; more wait in turn.");

    static final OptionKey<Boolean> EXPERIMENTAL =
            new OptionKey<>(
                    "query.experimental",
                    new BooleanType(),
                    DEFAULTS.experimental(),
                    "Whether PromQL's experimental functions and modifiers are accepted.");

    static final OptionKey<Duration> SLOW =
            new OptionKey<>(
                    "query.slow",
                    new DurationType(Duration.ZERO, Duration.ofHours(1)),
                    DEFAULTS.slow(),
                    "Queries that take longer are logged when they end.");

    static final OptionKey<Long> CACHE_BYTES =
            new OptionKey<>(
                    "query.cache-bytes",
                    new SizeType(0, 1L << 40),
                    KEPT.bytes(),
                    "Memory for answers of range queries; 0 keeps none.");

    static final OptionKey<Duration> CACHE_IDLE =
            new OptionKey<>(
                    "query.cache-idle",
                    new DurationType(Duration.ofSeconds(1), Duration.ofDays(7)),
                    KEPT.idle(),
                    "How long an answer is kept that nobody asks for.");

    static final OptionKey<Duration> CACHE_HEAD_AGE =
            new OptionKey<>(
                    "query.cache-head-age",
                    new DurationType(Duration.ZERO, Duration.ofMinutes(10)),
                    KEPT.headAge(),
                    "How old the newest points of an answer may be; never more than its step.");

    static final OptionKey<String> CACHE_REDIS_URL =
            new OptionKey<>(
                    "query.cache-redis-url",
                    new TextType("an address such as redis://127.0.0.1:6379, or nothing"),
                    "",
                    "A Redis that keeps answers which memory has no room for; without it there is"
                            + " none.");

    static final OptionKey<String> CACHE_REDIS_USER =
            new OptionKey<>(
                    "query.cache-redis-user",
                    new TextType("a name, or nothing"),
                    "",
                    "The user of that Redis, if it asks for one.");

    static final OptionKey<String> CACHE_REDIS_PASSWORD_FILE =
            new OptionKey<>(
                    "query.cache-redis-password-file",
                    new TextType("the path of a file, or nothing"),
                    "",
                    "Holds the password of that Redis in its first line.");

    static final List<OptionKey<?>> ALL =
            List.of(
                    LOOKBACK,
                    TIMEOUT,
                    MAX_SAMPLES,
                    MAX_SERIES,
                    MAX_POINTS,
                    MAX_BYTES,
                    MAX_TOTAL_BYTES,
                    MAX_CONCURRENT,
                    SLOW,
                    EXPERIMENTAL,
                    CACHE_BYTES,
                    CACHE_IDLE,
                    CACHE_HEAD_AGE,
                    CACHE_REDIS_URL,
                    CACHE_REDIS_USER,
                    CACHE_REDIS_PASSWORD_FILE);

    private QueryKeys() {}

    static QueryOptions read(Configuration configuration) {
        return new QueryOptions(
                configuration.get(LOOKBACK),
                configuration.get(TIMEOUT),
                configuration.get(MAX_SAMPLES),
                configuration.get(MAX_SERIES),
                configuration.get(MAX_POINTS),
                configuration.get(MAX_BYTES),
                configuration.get(MAX_TOTAL_BYTES).orElse(DEFAULTS.maxTotalBytes()),
                configuration.get(MAX_CONCURRENT),
                configuration.get(SLOW),
                configuration.get(EXPERIMENTAL));
    }

    static CacheOptions readCache(Configuration configuration) {
        String passwordFile = configuration.get(CACHE_REDIS_PASSWORD_FILE);
        return new CacheOptions(
                configuration.get(CACHE_BYTES),
                configuration.get(CACHE_IDLE),
                configuration.get(CACHE_HEAD_AGE),
                new RedisOptions(
                        configuration.get(CACHE_REDIS_URL),
                        configuration.get(CACHE_REDIS_USER),
                        passwordFile.isEmpty()
                                ? Optional.empty()
                                : Optional.of(Path.of(passwordFile))));
    }
}
