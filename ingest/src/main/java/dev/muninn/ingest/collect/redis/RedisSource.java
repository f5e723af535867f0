package dev.muninn.ingest.collect.redis;

import dev.muninn.ingest.collect.CollectLoop;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.TargetUrl;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One Redis server; its connection is kept from tick to tick. */
public final class RedisSource implements CollectLoop.Source {

    private static final String[] LIMITS = {"maxclients", "maxmemory", "io-threads"};

    private final TargetUrl target;
    private final List<RedisKey> keys;
    private @Nullable RedisConnection connection;

    /**
     * A server that is not yet connected.
     *
     * @param keys whose lengths are watched: {@code jobs} or {@code db2=jobs}
     */
    public RedisSource(TargetUrl target, List<String> keys) {
        this.target = target;
        this.keys = keys.stream().map(RedisKey::parse).toList();
    }

    /** The server's host and port. */
    public static String instanceOf(TargetUrl target) {
        return target.address(RedisConnection.PORT);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        double isUp = 0;
        try {
            RedisConnection open = connection;
            if (open == null) {
                open = RedisConnection.open(target);
                connection = open;
            }
            ask(open, into);
            isUp = 1;
        } catch (IOException e) {
            disconnect();
            throw new IOException(target + ": " + e.getMessage(), e);
        } finally {
            into.gauge("redis_up", "Information about the Redis instance", isUp);
        }
    }

    private void ask(RedisConnection server, SampleFrame into) throws IOException {
        switch (server.ask("INFO", "ALL")) {
            case Reply.Text info -> new RedisInfo(info.text()).report(into);
            case Reply.Refusal refusal -> throw new IOException(refusal.message());
            case Reply.Number other -> throw new IOException("INFO answered " + other);
            case Reply.Many other -> throw new IOException("INFO answered " + other);
            case Reply.Nothing other -> throw new IOException("INFO answered " + other);
        }
        limits(server, into);
        slowLog(server, into);
        for (RedisKey key : keys) {
            length(server, key, into);
        }
    }

    /** Hosted servers refuse CONFIG and SLOWLOG: what they would tell is then left out. */
    private static void limits(RedisConnection server, SampleFrame into) throws IOException {
        for (String name : LIMITS) {
            if (server.ask("CONFIG", "GET", name) instanceof Reply.Many pair
                    && pair.items().size() == 2
                    && pair.items().get(1) instanceof Reply.Text value) {
                into.gauge(
                        "redis_config_" + name.replace('-', '_'),
                        "The setting " + name + ".",
                        RedisField.numberOf(value.text()));
            }
        }
    }

    private static void slowLog(RedisConnection server, SampleFrame into) throws IOException {
        if (server.ask("SLOWLOG", "LEN") instanceof Reply.Number length) {
            into.gauge("redis_slowlog_length", "Total slowlog", (double) length.value());
        }
        if (server.ask("SLOWLOG", "GET", "1") instanceof Reply.Many log) {
            double id = 0;
            double seconds = 0;
            // An entry is id, time, microseconds, command.
            if (!log.items().isEmpty()
                    && log.items().getFirst() instanceof Reply.Many entry
                    && entry.items().size() > 2
                    && entry.items().get(0) instanceof Reply.Number number
                    && entry.items().get(2) instanceof Reply.Number micros) {
                id = number.value();
                seconds = micros.value() / 1e6;
            }
            into.gauge("redis_slowlog_last_id", "Last id of slowlog", id);
            into.gauge(
                    "redis_last_slow_execution_duration_seconds",
                    "The amount of time needed for last slow execution, in seconds",
                    seconds);
        }
    }

    private static void length(RedisConnection server, RedisKey key, SampleFrame into)
            throws IOException {
        if (server.ask("SELECT", Integer.toString(key.database())) instanceof Reply.Refusal
                || !(server.ask("TYPE", key.name()) instanceof Reply.Text type)) {
            return;
        }
        String command =
                switch (type.text()) {
                    case "list" -> "LLEN";
                    case "set" -> "SCARD";
                    case "zset" -> "ZCARD";
                    case "hash" -> "HLEN";
                    case "stream" -> "XLEN";
                    case "string" -> "STRLEN";
                    default -> "";
                };
        // A queue that has run empty is no key any more, but a length of 0 it has.
        long length = 0;
        if (!command.isEmpty() && server.ask(command, key.name()) instanceof Reply.Number number) {
            length = number.value();
        }
        into.gauge(
                "redis_key_size",
                "The length or size of \"key\"",
                (double) length,
                "db",
                "db" + key.database(),
                "key",
                key.name());
    }

    private void disconnect() {
        RedisConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                return; // it is given up in any case
            }
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}
