package dev.muninn.ingest.collect.postgres;

import java.time.Duration;
import java.util.List;

/** All that a PostgreSQL server is asked, for versions 12 to 18. */
final class PostgresQueries {

    /*
     * $server stands for the server's address, which postgres_exporter gives as a label of some
     * metrics. Sizes are asked seldom: the server looks at every file for them. Tables and
     * statements are limited to the largest, so that a database of ten thousand tables does not
     * become a hundred thousand series.
     */

    private static final Duration SELDOM = Duration.ofMinutes(1);

    private static final PostgresQuery DATABASES =
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
                    .every(SELDOM);

    private static final PostgresQuery DATABASE_COUNTERS =
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

    private static final PostgresQuery ACTIVE_TIME =
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

    private static final PostgresQuery CONFLICTS =
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

    private static final PostgresQuery ACTIVITY =
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

    private static final PostgresQuery LONG_TRANSACTIONS =
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

    private static final PostgresQuery LOCKS =
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

    private static final PostgresQuery REPLICATION =
            PostgresQuery.gauges(
                    "replication",
                    "pg_replication_",
                    """
                    SELECT CASE
                             WHEN NOT pg_is_in_recovery()
                                  OR pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
                             ELSE replayed.seconds
                           END AS lag_seconds,
                           pg_is_in_recovery()::int AS is_replica,
                           replayed.seconds AS last_replay_seconds
                    FROM (SELECT greatest(0, coalesce(extract(
                              epoch FROM now() - pg_last_xact_replay_timestamp()), 0)) AS seconds)
                         AS replayed
                    """);

    private static final PostgresQuery STANDBYS =
            PostgresQuery.gauges(
                    "stat_replication",
                    "pg_stat_replication_",
                    """
                    SELECT application_name, coalesce(client_addr::text, '') AS client_addr, state,
                           pg_wal_lsn_diff(
                               CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn()
                                    ELSE pg_current_wal_lsn() END,
                               replay_lsn) AS pg_wal_lsn_diff
                    FROM pg_stat_replication
                    """);

    private static final PostgresQuery SLOTS =
            PostgresQuery.gauges(
                            "replication_slot",
                            "pg_replication_slot_",
                            """
                            SELECT slot_name, slot_type,
                                   CASE WHEN pg_is_in_recovery()
                                        THEN pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0')
                                        ELSE pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')
                                   END AS slot_current_wal_lsn,
                                   coalesce(pg_wal_lsn_diff(confirmed_flush_lsn, '0/0'), 0)
                                       AS slot_confirmed_flush_lsn,
                                   active::int AS slot_is_active,
                                   safe_wal_size AS safe_wal_size_bytes
                            FROM pg_replication_slots
                            """)
                    .from(13);

    private static final PostgresQuery WRITER =
            PostgresQuery.counters(
                            "stat_bgwriter",
                            "pg_stat_bgwriter_",
                            """
                            checkpoints_timed_total checkpoints_req_total
                            checkpoint_write_time_total checkpoint_sync_time_total
                            buffers_checkpoint_total buffers_clean_total maxwritten_clean_total
                            buffers_backend_total buffers_backend_fsync_total buffers_alloc_total
                            stats_reset_total
                            """,
                            """
                            SELECT checkpoints_timed AS checkpoints_timed_total,
                                   checkpoints_req AS checkpoints_req_total,
                                   checkpoint_write_time AS checkpoint_write_time_total,
                                   checkpoint_sync_time AS checkpoint_sync_time_total,
                                   buffers_checkpoint AS buffers_checkpoint_total,
                                   buffers_clean AS buffers_clean_total,
                                   maxwritten_clean AS maxwritten_clean_total,
                                   buffers_backend AS buffers_backend_total,
                                   buffers_backend_fsync AS buffers_backend_fsync_total,
                                   buffers_alloc AS buffers_alloc_total,
                                   extract(epoch FROM stats_reset) AS stats_reset_total
                            FROM pg_stat_bgwriter
                            """)
                    .upTo(16);

    private static final PostgresQuery WRITER_17 =
            PostgresQuery.counters(
                            "stat_bgwriter",
                            "pg_stat_bgwriter_",
                            """
                            buffers_clean_total maxwritten_clean_total buffers_alloc_total
                            stats_reset_total
                            """,
                            """
                            SELECT buffers_clean AS buffers_clean_total,
                                   maxwritten_clean AS maxwritten_clean_total,
                                   buffers_alloc AS buffers_alloc_total,
                                   extract(epoch FROM stats_reset) AS stats_reset_total
                            FROM pg_stat_bgwriter
                            """)
                    .from(17);

    private static final PostgresQuery CHECKPOINTER =
            PostgresQuery.counters(
                            "stat_checkpointer",
                            "pg_stat_checkpointer_",
                            """
                            num_timed_total num_requested_total restartpoints_timed_total
                            restartpoints_req_total restartpoints_done_total write_time_total
                            sync_time_total buffers_written_total stats_reset_total
                            """,
                            """
                            SELECT num_timed AS num_timed_total,
                                   num_requested AS num_requested_total,
                                   restartpoints_timed AS restartpoints_timed_total,
                                   restartpoints_req AS restartpoints_req_total,
                                   restartpoints_done AS restartpoints_done_total,
                                   write_time AS write_time_total,
                                   sync_time AS sync_time_total,
                                   buffers_written AS buffers_written_total,
                                   extract(epoch FROM stats_reset) AS stats_reset_total
                            FROM pg_stat_checkpointer
                            """)
                    .from(17);

    private static final PostgresQuery ARCHIVER =
            PostgresQuery.counters(
                    "stat_archiver",
                    "pg_stat_archiver_",
                    "archived_count failed_count",
                    """
                    SELECT '$server' AS server, archived_count, failed_count,
                           extract(epoch FROM now() - last_archived_time) AS last_archive_age
                    FROM pg_stat_archiver
                    """);

    private static final PostgresQuery WAL =
            PostgresQuery.gauges(
                    "wal",
                    "pg_wal_",
                    """
                    SELECT count(*) AS segments, coalesce(sum(size), 0) AS size_bytes
                    FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'
                    """);

    private static final PostgresQuery ROLES =
            PostgresQuery.gauges(
                            "roles",
                            "pg_roles_",
                            """
                            SELECT rolname, rolconnlimit AS connection_limit FROM pg_roles
                            """)
                    .every(SELDOM);

    private static final PostgresQuery TABLES =
            PostgresQuery.counters(
                            "stat_user_tables",
                            "pg_stat_user_tables_",
                            """
                            seq_scan seq_tup_read idx_scan idx_tup_fetch n_tup_ins n_tup_upd
                            n_tup_del n_tup_hot_upd vacuum_count autovacuum_count analyze_count
                            autoanalyze_count
                            """,
                            """
                            SELECT current_database() AS datname, schemaname, relname,
                                   seq_scan, seq_tup_read,
                                   coalesce(idx_scan, 0) AS idx_scan,
                                   coalesce(idx_tup_fetch, 0) AS idx_tup_fetch,
                                   n_tup_ins, n_tup_upd, n_tup_del, n_tup_hot_upd,
                                   n_live_tup, n_dead_tup, n_mod_since_analyze,
                                   coalesce(extract(epoch FROM last_vacuum), 0) AS last_vacuum,
                                   coalesce(extract(epoch FROM last_autovacuum), 0)
                                       AS last_autovacuum,
                                   coalesce(extract(epoch FROM last_analyze), 0) AS last_analyze,
                                   coalesce(extract(epoch FROM last_autoanalyze), 0)
                                       AS last_autoanalyze,
                                   vacuum_count, autovacuum_count, analyze_count,
                                   autoanalyze_count,
                                   pg_table_size(relid) AS table_size_bytes,
                                   pg_indexes_size(relid) AS index_size_bytes
                            FROM pg_stat_user_tables
                            ORDER BY n_live_tup DESC, relid LIMIT 200
                            """)
                    .every(SELDOM);

    private static final PostgresQuery TABLE_IO =
            PostgresQuery.counters(
                            "statio_user_tables",
                            "pg_statio_user_tables_",
                            """
                            heap_blocks_read heap_blocks_hit idx_blocks_read idx_blocks_hit
                            toast_blocks_read toast_blocks_hit tidx_blocks_read tidx_blocks_hit
                            """,
                            """
                            SELECT current_database() AS datname, io.schemaname, io.relname,
                                   coalesce(heap_blks_read, 0) AS heap_blocks_read,
                                   coalesce(heap_blks_hit, 0) AS heap_blocks_hit,
                                   coalesce(idx_blks_read, 0) AS idx_blocks_read,
                                   coalesce(idx_blks_hit, 0) AS idx_blocks_hit,
                                   coalesce(toast_blks_read, 0) AS toast_blocks_read,
                                   coalesce(toast_blks_hit, 0) AS toast_blocks_hit,
                                   coalesce(tidx_blks_read, 0) AS tidx_blocks_read,
                                   coalesce(tidx_blks_hit, 0) AS tidx_blocks_hit
                            FROM pg_statio_user_tables AS io
                            JOIN pg_stat_user_tables AS tables USING (relid)
                            ORDER BY n_live_tup DESC, relid LIMIT 200
                            """)
                    .every(SELDOM);

    private static final String STATEMENT_COUNTERS =
            """
            calls_total seconds_total rows_total block_read_seconds_total block_write_seconds_total
            """;

    private static final PostgresQuery STATEMENTS =
            PostgresQuery.counters(
                            "stat_statements",
                            "pg_stat_statements_",
                            STATEMENT_COUNTERS,
                            statements("blk_read_time", "blk_write_time"))
                    .from(13)
                    .upTo(16);

    private static final PostgresQuery STATEMENTS_17 =
            PostgresQuery.counters(
                            "stat_statements",
                            "pg_stat_statements_",
                            STATEMENT_COUNTERS,
                            statements("shared_blk_read_time", "shared_blk_write_time"))
                    .from(17);

    private static String statements(String readTime, String writeTime) {
        return """
               SELECT users.usename AS "user", databases.datname,
                      coalesce(queryid::text, '') AS queryid,
                      sum(calls) AS calls_total,
                      sum(total_exec_time) / 1000 AS seconds_total,
                      sum(rows) AS rows_total,
                      sum(%s) / 1000 AS block_read_seconds_total,
                      sum(%s) / 1000 AS block_write_seconds_total
               FROM pg_stat_statements
               JOIN pg_user AS users ON users.usesysid = userid
               JOIN pg_database AS databases ON databases.oid = dbid
               GROUP BY 1, 2, 3 ORDER BY 5 DESC LIMIT 100
               """
                .formatted(readTime, writeTime);
    }

    /** What the numbers of statements mean: the beginning of each. */
    private static final PostgresQuery STATEMENT_TEXTS =
            PostgresQuery.gauges(
                            "stat_statements_text",
                            "pg_stat_statements_",
                            """
                            SELECT queryid::text AS queryid,
                                   min(left(regexp_replace(query, '\\s+', ' ', 'g'), 120)) AS query,
                                   1 AS query_id
                            FROM pg_stat_statements WHERE queryid IS NOT NULL
                            GROUP BY 1 ORDER BY sum(total_exec_time) DESC LIMIT 100
                            """)
                    .from(13)
                    .every(SELDOM);

    private static final PostgresQuery VERSION =
            PostgresQuery.gauges(
                    "static",
                    "pg_",
                    """
                    SELECT '$server' AS server, version() AS version,
                           current_setting('server_version') AS short_version, 1 AS static
                    """);

    static final List<PostgresQuery> ALL =
            List.of(
                    DATABASE_COUNTERS,
                    ACTIVE_TIME,
                    CONFLICTS,
                    ACTIVITY,
                    LONG_TRANSACTIONS,
                    LOCKS,
                    REPLICATION,
                    STANDBYS,
                    SLOTS,
                    WRITER,
                    WRITER_17,
                    CHECKPOINTER,
                    ARCHIVER,
                    WAL,
                    STATEMENTS,
                    STATEMENTS_17,
                    STATEMENT_TEXTS,
                    DATABASES,
                    ROLES,
                    TABLES,
                    TABLE_IO,
                    VERSION);

    private PostgresQueries() {}
}
