package dev.muninn.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SystemClock;
import dev.muninn.testkit.MemoryStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Redis, where there is one. */
class RedisCacheTest {

    private static final Path BINARY = Path.of("/usr/bin/redis-server");
    private static final Duration LIFE = Duration.ofMinutes(1);

    @TempDir private Path folder;

    private int port;
    private @Nullable Process server;

    @BeforeEach
    void findPort() throws IOException {
        Assumptions.assumeTrue(
                Files.isExecutable(BINARY),
                "skipped: no redis-server here (apt-get install redis-server)");
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    private void startServer(String password) throws IOException {
        server =
                new ProcessBuilder(
                                BINARY.toString(),
                                "--port",
                                Integer.toString(port),
                                "--bind",
                                "127.0.0.1",
                                "--requirepass",
                                password,
                                "--save",
                                "",
                                "--dir",
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
    }

    @AfterEach
    void stopServer() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private FarCache open(String mark) {
        RedisOptions options = new RedisOptions("redis://127.0.0.1:" + port, "", Optional.empty());
        return RedisCache.open(options, () -> mark, SystemClock.INSTANCE);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** It connects again when it is asked, so it is asked until the server listens. */
    private static void awaitConnection(FarCache cache) {
        await(
                () -> {
                    cache.get(List.of("none"));
                    return cache.facts().state().equals("connected");
                });
    }

    private static boolean isThere(FarCache cache, String key) {
        return cache.get(List.of(key)).getFirst() != null;
    }

    @Test
    void givesWhatWasKeptUnderTheSameMark() throws IOException {
        startServer("");
        try (FarCache cache = open("a");
                FarCache other = open("b")) {
            await(
                    () -> {
                        cache.put("k", "value".getBytes(UTF_8), LIFE);
                        return isThere(cache, "k");
                    });

            assertThat(cache.get(List.of("none", "k")))
                    .containsExactly(null, "value".getBytes(UTF_8));
            assertThat(cache.facts().state()).isEqualTo("connected");
            assertThat(cache.facts().found()).isPositive();
            awaitConnection(other);
            assertThat(isThere(other, "k")).isFalse();
        }
    }

    @Test
    void queriesGoOnWhenItDies() throws IOException, InterruptedException {
        startServer("");
        MemoryStore store = new MemoryStore();
        for (int second = 0; second < 1_000; second++) {
            store.add(Labels.of("__name__", "x"), second * 1_000L, second);
        }
        try (FarCache far = open("a");
                QueryEngine engine =
                        QueryEngine.open(store, QueryOptions.DEFAULTS, SystemClock.INSTANCE)) {
            awaitConnection(far);
            QueryResult expected = ask(engine, far);
            await(() -> ask(engine, far).statistics().cachedPoints() > 0);
            stopServer();

            for (int i = 0; i < 10; i++) {
                Answers.assertSame(ask(engine, far), expected);
            }

            assertThat(far.facts().state()).isEqualTo("skipped");
            assertThat(far.facts().failed()).isPositive();
        }
    }

    /** With a memory that has forgotten all. */
    private static QueryResult ask(QueryEngine engine, FarCache far) {
        return ResultCache.of(engine, CacheOptions.DEFAULTS, SystemClock.INSTANCE, far)
                .range("rate(x[1m])", 0, 700_000, 1_000, QueryCall.PLAIN);
    }

    @Test
    void signsInWithThePasswordOfAFile() throws IOException {
        startServer("open sesame");
        Path file = Files.writeString(folder.resolve("password"), "open sesame\n");
        RedisOptions options = new RedisOptions("redis://127.0.0.1:" + port, "", Optional.of(file));
        try (FarCache cache = RedisCache.open(options, () -> "a", SystemClock.INSTANCE)) {
            await(
                    () -> {
                        cache.put("k", new byte[] {1}, LIFE);
                        return isThere(cache, "k");
                    });
            assertThat(cache.facts().state()).isEqualTo("connected");
        }
    }

    @Test
    void startsWithoutARedisThatIsAway() {
        try (FarCache cache = open("a")) {
            await(() -> cache.facts().failed() > 0);

            assertThat(cache.get(List.of("k"))).containsOnlyNulls();
            assertThat(cache.facts().state()).isEqualTo("skipped");
        }
    }

    @Test
    void refusesAnAddressThatIsNone() {
        RedisOptions options = new RedisOptions("http://x", "", Optional.empty());
        assertThatThrownBy(() -> RedisCache.open(options, () -> "a", SystemClock.INSTANCE))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("query.cache-redis-url")
                .hasMessageContaining("redis://127.0.0.1:6379");
        assertThat(RedisCache.open(RedisOptions.NONE, () -> "a", SystemClock.INSTANCE))
                .isEqualTo(FarCache.NONE);
    }
}
