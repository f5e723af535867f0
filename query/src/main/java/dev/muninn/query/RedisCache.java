package dev.muninn.query;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps answers in Redis. */
public final class RedisCache implements FarCache {

    /*
     * Generations, by which answers are known to be right, are numbers of one process. So keys carry
     * the process's own mark, and what an earlier process left lies there until its life is over.
     *
     * Nobody waits for a Redis that is away: a connection is made beside the queries, a call has some
     * milliseconds, and after a few failures in a row there is none for a while.
     */

    /** Computing a block takes about as long. */
    private static final long MOST_MILLIS = 10;

    private static final int MOST_FAILURES = 3;

    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    /** Lives differ by up to a tenth, so that not all answers of a moment go in another one. */
    private static final int SPREAD_PERCENT = 10;

    private static final System.Logger logger = System.getLogger(RedisCache.class.getName());

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;
    private final String mark;
    private final Clock clock;
    private final AtomicInteger failuresInRow = new AtomicInteger();
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final AtomicLong skippedUntil;
    private final LongAdder found = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private @Nullable CompletableFuture<StatefulRedisConnection<String, byte[]>> connecting;

    private RedisCache(ClientResources resources, RedisURI uri, String mark, Clock clock) {
        this.resources = resources;
        this.uri = uri;
        this.mark = mark;
        this.clock = clock;
        skippedUntil = new AtomicLong(clock.nanos());
        client = RedisClient.create(resources);
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(Duration.ofSeconds(1))
                                        .build())
                        .build());
    }

    /**
     * Begins to connect; what cannot be reached is tried again when it is asked.
     *
     * @param mark of this process, different from those of others and of earlier ones; asked for
     *     only where there is a Redis
     * @throws MuninnException of kind BAD_INPUT if the address or the password's file is no good
     */
    public static FarCache open(RedisOptions options, Supplier<String> mark, Clock clock) {
        if (options.url().isEmpty()) {
            return FarCache.NONE;
        }
        RedisURI uri = uri(options);
        ClientResources resources =
                DefaultClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .build();
        RedisCache cache = new RedisCache(resources, uri, mark.get(), clock);
        cache.connection();
        return cache;
    }

    private static RedisURI uri(RedisOptions options) {
        RedisURI uri;
        try {
            uri = RedisURI.create(options.url());
        } catch (IllegalArgumentException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "query.cache-redis-url is no address of a Redis: write it like"
                            + " redis://127.0.0.1:6379",
                    e);
        }
        if (options.passwordFile().isPresent()) {
            String password = firstLine(options.passwordFile().get());
            RedisURI.Builder builder = RedisURI.builder(uri);
            uri =
                    options.user().isEmpty()
                            ? builder.withPassword(password.toCharArray()).build()
                            : builder.withAuthentication(options.user(), password.toCharArray())
                                    .build();
        }
        return uri;
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "query.cache-redis-password-file "
                            + file
                            + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public List<byte @Nullable []> get(List<String> keys) {
        StatefulRedisConnection<String, byte[]> connection = connection();
        if (connection == null) {
            return nothing(keys);
        }
        try {
            List<KeyValue<String, byte[]>> values =
                    connection
                            .async()
                            .mget(keys.stream().map(this::marked).toArray(String[]::new))
                            .get(MOST_MILLIS, TimeUnit.MILLISECONDS);
            succeeded();
            List<byte @Nullable []> all = new ArrayList<>(keys.size());
            for (KeyValue<String, byte[]> value : values) {
                (value.hasValue() ? found : missed).increment();
                all.add(value.hasValue() ? value.getValue() : null);
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return nothing(keys);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            failed(e);
            return nothing(keys);
        }
    }

    private static List<byte @Nullable []> nothing(List<String> keys) {
        return Collections.nCopies(keys.size(), null);
    }

    private String marked(String key) {
        return "muninn:" + mark + ":" + key;
    }

    @Override
    public void put(String key, byte[] value, Duration life) {
        StatefulRedisConnection<String, byte[]> connection = connection();
        if (connection == null) {
            return;
        }
        int percent = 100 + Math.floorMod(key.hashCode(), 2 * SPREAD_PERCENT + 1) - SPREAD_PERCENT;
        try {
            var _ =
                    connection
                            .async()
                            .psetex(marked(key), life.toMillis() * percent / 100, value)
                            .whenComplete(
                                    (done, failure) -> {
                                        if (failure == null) {
                                            succeeded();
                                        } else {
                                            failed(failure);
                                        }
                                    });
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** The connection, or null while there is none or it is left alone. */
    private synchronized @Nullable StatefulRedisConnection<String, byte[]> connection() {
        if (clock.nanos() - skippedUntil.get() < 0) {
            return null;
        }
        CompletableFuture<StatefulRedisConnection<String, byte[]>> future = connecting;
        if (future == null || future.isCompletedExceptionally()) {
            connecting = connect();
            return null;
        }
        return future.getNow(null);
    }

    private CompletableFuture<StatefulRedisConnection<String, byte[]>> connect() {
        RedisCodec<String, byte[]> codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
        return client.connectAsync(codec, uri)
                .toCompletableFuture()
                .whenComplete(
                        (connection, failure) -> {
                            if (failure != null) {
                                failed.increment();
                                pause(failure);
                            }
                        });
    }

    private void failed(Throwable failure) {
        failed.increment();
        if (failuresInRow.incrementAndGet() >= MOST_FAILURES) {
            failuresInRow.set(0);
            pause(failure);
        }
    }

    /** Says so once, until it answers again. */
    private void pause(Throwable failure) {
        skippedUntil.set(clock.nanos() + PAUSE_NANOS);
        if (isAway.compareAndSet(false, true)) {
            logger.log(
                    System.Logger.Level.WARNING,
                    "Redis does not answer, results stay in memory only: {0}",
                    failure.toString());
        }
    }

    private void succeeded() {
        failuresInRow.set(0);
        if (isAway.compareAndSet(true, false)) {
            logger.log(System.Logger.Level.INFO, "Redis answers again");
        }
    }

    @Override
    public synchronized Facts facts() {
        CompletableFuture<StatefulRedisConnection<String, byte[]>> future = connecting;
        boolean isConnected =
                !isAway.get()
                        && future != null
                        && future.isDone()
                        && !future.isCompletedExceptionally();
        return new Facts(
                isConnected ? "connected" : "skipped", found.sum(), missed.sum(), failed.sum());
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
