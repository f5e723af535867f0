package dev.muninn.ingest.collect.postgres;

import java.time.Duration;
import java.util.Set;

/**
 * A statement whose text columns are labels and whose numbers are samples, named by the prefix and
 * the column.
 *
 * @param name the value of the {@code collector} label
 * @param fromVersion the first major version that understands it
 * @param toVersion the last one
 * @param every how often it is worth its cost
 * @param counters the columns that only grow; the others are gauges
 */
record PostgresQuery(
        String name,
        int fromVersion,
        int toVersion,
        Duration every,
        String prefix,
        Set<String> counters,
        String sql) {

    private static final int NEWEST = Integer.MAX_VALUE;

    /** Where the server looks at files, or at all that it knows. */
    private static final Duration SELDOM = Duration.ofMinutes(1);

    static PostgresQuery gauges(String name, String prefix, String sql) {
        return new PostgresQuery(name, 0, NEWEST, Duration.ZERO, prefix, Set.of(), sql);
    }

    static PostgresQuery counters(String name, String prefix, String columns, String sql) {
        return new PostgresQuery(
                name, 0, NEWEST, Duration.ZERO, prefix, Set.of(columns.strip().split("\\s+")), sql);
    }

    PostgresQuery from(int version) {
        return new PostgresQuery(name, version, toVersion, every, prefix, counters, sql);
    }

    PostgresQuery upTo(int version) {
        return new PostgresQuery(name, fromVersion, version, every, prefix, counters, sql);
    }

    PostgresQuery seldom() {
        return new PostgresQuery(name, fromVersion, toVersion, SELDOM, prefix, counters, sql);
    }

    boolean suits(int version) {
        return version >= fromVersion && version <= toVersion;
    }
}
