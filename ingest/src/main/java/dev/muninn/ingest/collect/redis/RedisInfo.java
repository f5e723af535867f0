package dev.muninn.ingest.collect.redis;

import dev.muninn.ingest.collect.SampleFrame;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to {@code INFO ALL}, as lines of {@code name:value}. */
final class RedisInfo {

    private static final String[] ABOUT = {
        "maxmemory_policy",
        "os",
        "process_id",
        "redis_build_id",
        "redis_mode",
        "redis_version",
        "role",
        "run_id",
        "tcp_port",
        "master_replid"
    };

    private final Map<String, String> lines = new LinkedHashMap<>();

    RedisInfo(String text) {
        for (String line : text.split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.charAt(0) != '#') {
                lines.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
    }

    void report(SampleFrame into) {
        lines.forEach(
                (name, value) -> {
                    if (name.startsWith("cmdstat_")) {
                        command(name.substring("cmdstat_".length()), parts(value), into);
                    } else if (name.startsWith("errorstat_")) {
                        into.counter(
                                "redis_errors_total",
                                "Total number of errors per error type",
                                number(parts(value), "count"),
                                "err",
                                name.substring("errorstat_".length()));
                    } else if (name.matches("db\\d+")) {
                        database(name, parts(value), into);
                    } else if (name.matches("slave\\d+")) {
                        replica(parts(value), into);
                    } else {
                        RedisField.report(name, value, into);
                    }
                });
        instance(into);
        master(into);
    }

    /** {@code calls=1,usec=168,...} as names and values. */
    private static Map<String, String> parts(String value) {
        Map<String, String> parts = new HashMap<>();
        for (String part : value.split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return parts;
    }

    private static double number(Map<String, String> parts, String name) {
        double number = RedisField.numberOf(parts.getOrDefault(name, "0"));
        return Double.isNaN(number) ? 0 : number;
    }

    private static void command(String name, Map<String, String> parts, SampleFrame into) {
        into.counter(
                "redis_commands_total",
                "Total number of calls per command",
                number(parts, "calls"),
                "cmd",
                name);
        into.counter(
                "redis_commands_duration_seconds_total",
                "Total amount of time in seconds spent per command",
                number(parts, "usec") / 1e6,
                "cmd",
                name);
        // Both since Redis 6.2.
        if (parts.containsKey("rejected_calls")) {
            into.counter(
                    "redis_commands_rejected_calls_total",
                    "Total number of errors within command execution per command",
                    number(parts, "rejected_calls"),
                    "cmd",
                    name);
            into.counter(
                    "redis_commands_failed_calls_total",
                    "Total number of errors prior command execution per command",
                    number(parts, "failed_calls"),
                    "cmd",
                    name);
        }
    }

    private static void database(String name, Map<String, String> parts, SampleFrame into) {
        into.gauge(
                "redis_db_keys", "Total number of keys by DB", number(parts, "keys"), "db", name);
        into.gauge(
                "redis_db_keys_expiring",
                "Total number of expiring keys by DB",
                number(parts, "expires"),
                "db",
                name);
        into.gauge(
                "redis_db_avg_ttl_seconds",
                "Avg TTL in seconds",
                number(parts, "avg_ttl") / 1e3,
                "db",
                name);
    }

    private static void replica(Map<String, String> parts, SampleFrame into) {
        String[] labels = {
            "slave_ip", parts.getOrDefault("ip", ""),
            "slave_port", parts.getOrDefault("port", ""),
            "slave_state", parts.getOrDefault("state", "")
        };
        into.gauge(
                "redis_connected_slave_offset_bytes",
                "Offset of connected slave",
                number(parts, "offset"),
                labels);
        into.gauge(
                "redis_connected_slave_lag_seconds",
                "Lag of connected slave",
                number(parts, "lag"),
                labels);
    }

    private void instance(SampleFrame into) {
        String[] labels = new String[2 * ABOUT.length];
        for (int i = 0; i < ABOUT.length; i++) {
            labels[2 * i] = ABOUT[i];
            labels[2 * i + 1] = lines.getOrDefault(ABOUT[i], "");
        }
        into.gauge("redis_instance_info", "Information about the Redis instance", 1, labels);
        double micros = number(lines, "server_time_usec");
        if (micros > 0) {
            into.gauge(
                    "redis_start_time_seconds",
                    "Start time of the Redis instance since unix epoch in seconds.",
                    Math.floor(micros / 1e6) - number(lines, "uptime_in_seconds"));
        }
    }

    private void master(SampleFrame into) {
        if (!lines.containsKey("master_host")) {
            return;
        }
        String[] labels = {
            "master_host", lines.getOrDefault("master_host", ""),
            "master_port", lines.getOrDefault("master_port", "")
        };
        into.gauge(
                "redis_master_link_up",
                "Master link status on Redis slave",
                lines.getOrDefault("master_link_status", "").equals("up") ? 1 : 0,
                labels);
        into.gauge(
                "redis_master_last_io_seconds_ago",
                "Seconds since the last interaction with master on Redis slave",
                number(lines, "master_last_io_seconds_ago"),
                labels);
        into.gauge(
                "redis_master_sync_in_progress",
                "Master sync in progress",
                number(lines, "master_sync_in_progress"),
                labels);
    }
}
