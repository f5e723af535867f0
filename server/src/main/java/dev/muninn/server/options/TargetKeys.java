package dev.muninn.server.options;

import dev.muninn.ingest.CollectTargets;
import java.time.Duration;
import java.util.List;

/** The keys under {@code collect.} that name what to ask beyond this machine. */
final class TargetKeys {

    private static final CollectTargets DEFAULTS = CollectTargets.NONE;

    static final OptionKey<Duration> INTERVAL =
            new OptionKey<>(
                    "collect.target-interval",
                    new DurationType(Duration.ofSeconds(1), Duration.ofHours(1)),
                    DEFAULTS.interval(),
                    "The time between two questions to one of the targets below.");

    static final OptionKey<Boolean> CONTAINERS =
            new OptionKey<>(
                    "collect.containers",
                    new BooleanType(),
                    DEFAULTS.containers(),
                    "Whether the containers and services of this machine are reported.");

    static final OptionKey<List<String>> REDIS =
            new OptionKey<>(
                    "collect.redis",
                    new ListType<>(new TargetType("a URL such as redis://127.0.0.1:6379")),
                    DEFAULTS.redis(),
                    "Redis servers to ask; rediss: for TLS.");

    static final OptionKey<List<String>> REDIS_KEYS =
            new OptionKey<>(
                    "collect.redis-keys",
                    new ListType<>(new TextType("a key such as jobs or db2=jobs")),
                    DEFAULTS.redisKeys(),
                    "Keys of these servers whose length is reported.");

    static final OptionKey<List<String>> POSTGRES =
            new OptionKey<>(
                    "collect.postgres",
                    new ListType<>(
                            new TargetType("a URL such as postgresql://user@127.0.0.1:5432/name")),
                    DEFAULTS.postgres(),
                    "PostgreSQL servers to ask.");

    static final OptionKey<List<String>> JVMS =
            new OptionKey<>(
                    "collect.jvms",
                    new ListType<>(new TargetType("a URL such as jmx://127.0.0.1:9010")),
                    DEFAULTS.jvms(),
                    "Other JVMs to ask over JMX.");

    static final OptionKey<List<String>> PROBES =
            new OptionKey<>(
                    "collect.probes",
                    new ListType<>(
                            new TargetType(
                                    "a URL such as https://host/page, tcp://host:22, tls://host:443"
                                            + " or dns://server/name?type=A")),
                    DEFAULTS.probes(),
                    "Services to look at from outside.");

    static final List<OptionKey<?>> ALL =
            List.of(INTERVAL, CONTAINERS, REDIS, REDIS_KEYS, POSTGRES, JVMS, PROBES);

    private TargetKeys() {}

    static CollectTargets read(Configuration configuration) {
        return new CollectTargets(
                configuration.get(INTERVAL),
                configuration.get(CONTAINERS),
                configuration.get(REDIS),
                configuration.get(REDIS_KEYS),
                configuration.get(POSTGRES),
                configuration.get(JVMS),
                configuration.get(PROBES));
    }
}
