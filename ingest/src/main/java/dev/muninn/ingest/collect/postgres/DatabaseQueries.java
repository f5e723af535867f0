package dev.muninn.ingest.collect.postgres;

/** What is asked of all databases of a server: counters, sessions, locks and roles. */
final class DatabaseQueries {

    static final PostgresQuery DATABASES =
            PostgresQuery.gauges(
                            "database",
                            "pg_database_",
                            """
                            SELECT datname,
                                   pg_database_size(oid) AS size_bytes,
                                   datconnlimit AS connection_limit
                            FROM pg_database
                            WHERE has_database_privilege(oid, 'CONNECT')
                            """)
                    .seldom();

    static final PostgresQuery DATABASE_COUNTERS =
            PostgresQuery.counters(
                    "stat_database",
                    "pg_stat_database_",
                    """
                    xact_commit xact_rollback blks_read blks_hit tup_returned tup_fetched
                    tup_inserted tup_updated tup_deleted conflicts temp_files temp_bytes deadlocks
                    blk_read_time blk_write_time stats_reset
                    """,
                    """
                    SELECT datid::text AS datid, datname, numbackends,
                           xact_commit, xact_rollback, blks_read, blks_hit,
                           tup_returned, tup_fetched, tup_inserted, tup_updated, tup_deleted,
                           conflicts, temp_files, temp_bytes, deadlocks,
                           blk_read_time, blk_write_time,
                           coalesce(extract(epoch FROM stats_reset), 0) AS stats_reset
                    FROM pg_stat_database WHERE datname IS NOT NULL
                    """);

    static final PostgresQuery ACTIVE_TIME =
            PostgresQuery.counters(
                            "stat_database_active_time",
                            "pg_stat_database_",
                            "active_time_seconds_total",
                            """
                            SELECT datid::text AS datid, datname,
                                   active_time / 1000 AS active_time_seconds_total
                            FROM pg_stat_database WHERE datname IS NOT NULL
                            """)
                    .from(14);

    static final PostgresQuery CONFLICTS =
            PostgresQuery.counters(
                    "stat_database_conflicts",
                    "pg_stat_database_conflicts_",
                    """
                    confl_tablespace confl_lock confl_snapshot confl_bufferpin confl_deadlock
                    """,
                    """
                    SELECT datid::text AS datid, datname, '$server' AS server,
                           confl_tablespace, confl_lock, confl_snapshot, confl_bufferpin,
                           confl_deadlock
                    FROM pg_stat_database_conflicts
                    """);

    static final PostgresQuery ACTIVITY =
            PostgresQuery.gauges(
                    "stat_activity",
                    "pg_stat_activity_",
                    """
                    SELECT database.datname, state.state,
                           coalesce(activity.usename, '') AS usename,
                           coalesce(activity.application_name, '') AS application_name,
                           coalesce(activity.backend_type, '') AS backend_type,
                           coalesce(activity.wait_event_type, '') AS wait_event_type,
                           coalesce(activity.wait_event, '') AS wait_event,
                           '$server' AS server,
                           count(activity.pid) AS count,
                           coalesce(max(extract(epoch FROM now() - activity.xact_start)), 0)
                               AS max_tx_duration
                    FROM pg_database AS database
                    CROSS JOIN (VALUES ('active'), ('idle'), ('idle in transaction'),
                                       ('idle in transaction (aborted)'),
                                       ('fastpath function call'), ('disabled')) AS state(state)
                    LEFT JOIN pg_stat_activity AS activity
                           ON activity.datname = database.datname AND activity.state = state.state
                    GROUP BY 1, 2, 3, 4, 5, 6, 7
                    """);

    static final PostgresQuery LONG_TRANSACTIONS =
            PostgresQuery.gauges(
                    "long_running_transactions",
                    "pg_",
                    """
                    SELECT count(*) AS long_running_transactions,
                           coalesce(max(extract(epoch FROM now() - xact_start)), 0)
                               AS long_running_transactions_oldest_timestamp_seconds
                    FROM pg_stat_activity
                    WHERE state <> 'idle' AND now() - xact_start > interval '5 minutes'
                    """);

    static final PostgresQuery LOCKS =
            PostgresQuery.gauges(
                    "locks",
                    "pg_locks_",
                    """
                    SELECT database.datname, mode.mode, count(locks.pid) AS count
                    FROM pg_database AS database
                    CROSS JOIN (VALUES ('accesssharelock'), ('rowsharelock'), ('rowexclusivelock'),
                                       ('shareupdateexclusivelock'), ('sharelock'),
                                       ('sharerowexclusivelock'), ('exclusivelock'),
                                       ('accessexclusivelock'), ('sireadlock')) AS mode(mode)
                    LEFT JOIN pg_locks AS locks
                           ON locks.database = database.oid AND lower(locks.mode) = mode.mode
                    GROUP BY 1, 2
                    """);

    static final PostgresQuery ROLES =
            PostgresQuery.gauges(
                            "roles",
                            "pg_roles_",
                            """
                            SELECT rolname, rolconnlimit AS connection_limit FROM pg_roles
                            """)
                    .seldom();

    private DatabaseQueries() {}
}
