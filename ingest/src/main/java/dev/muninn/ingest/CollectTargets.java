package dev.muninn.ingest;

import dev.muninn.ingest.collect.TargetUrl;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Options under {@code collect.}: what is asked beyond this machine and Muninn itself; nothing
 * unless it is named.
 *
 * @param interval the time between two questions to one target
 * @param containers whether this machine's control groups are reported as containers
 * @param redis servers: {@code redis://user:password@host:6379}, over TLS where it starts with
 *     {@code rediss:}
 * @param redisKeys keys of every such server whose length is reported: {@code jobs}, {@code
 *     db2=jobs}
 * @param postgres servers: {@code postgresql://user:password@host:5432/database}
 * @param jvms other JVMs: {@code jmx://user:password@host:9010}
 * @param probes services looked at from outside: {@code https://host/page}, {@code tcp://host:22},
 *     {@code tls://host:443}, {@code dns://server/name?type=A}
 */
public record CollectTargets(
        Duration interval,
        boolean containers,
        List<String> redis,
        List<String> redisKeys,
        List<String> postgres,
        List<String> jvms,
        List<String> probes) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public static final CollectTargets NONE =
            new CollectTargets(
                    Duration.ofSeconds(15),
                    false,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());

    public CollectTargets {
        redis = List.copyOf(redis);
        redisKeys = List.copyOf(redisKeys);
        postgres = List.copyOf(postgres);
        jvms = List.copyOf(jvms);
        probes = List.copyOf(probes);
        if (interval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "collect.target-interval is "
                            + interval.toMillis()
                            + " ms: choose 1 s or longer");
        }
        check("collect.redis", redis, List.of("redis", "rediss"));
        check("collect.postgres", postgres, List.of("postgresql", "postgres"));
        check("collect.jvms", jvms, List.of("jmx"));
        check("collect.probes", probes, List.of("http", "https", "tcp", "tls", "dns"));
    }

    private static void check(String key, List<String> targets, List<String> schemes) {
        Set<String> seen = new HashSet<>();
        for (String target : targets) {
            TargetUrl url;
            try {
                url = TargetUrl.parse(target);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
            }
            if (!schemes.contains(url.scheme())) {
                throw new IllegalArgumentException(
                        key + ": " + url + " starts with none of " + String.join(", ", schemes));
            }
            if (!seen.add(url.toString())) {
                throw new IllegalArgumentException(key + ": " + url + " is there twice");
            }
        }
    }
}
