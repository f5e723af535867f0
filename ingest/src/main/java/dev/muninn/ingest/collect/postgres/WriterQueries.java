package dev.muninn.ingest.collect.postgres;

/** What is asked of that which a server writes, and of those it sends it to. */
final class WriterQueries {

    static final PostgresQuery REPLICATION =
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

    static final PostgresQuery STANDBYS =
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

    static final PostgresQuery SLOTS =
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

    static final PostgresQuery WRITER =
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

    static final PostgresQuery WRITER_17 =
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

    static final PostgresQuery CHECKPOINTER =
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

    static final PostgresQuery ARCHIVER =
            PostgresQuery.counters(
                    "stat_archiver",
                    "pg_stat_archiver_",
                    "archived_count failed_count",
                    """
                    SELECT '$server' AS server, archived_count, failed_count,
                           extract(epoch FROM now() - last_archived_time) AS last_archive_age
                    FROM pg_stat_archiver
                    """);

    static final PostgresQuery WAL =
            PostgresQuery.gauges(
                    "wal",
                    "pg_wal_",
                    """
                    SELECT count(*) AS segments, coalesce(sum(size), 0) AS size_bytes
                    FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'
                    """);

    private WriterQueries() {}
}
