package dev.muninn.ingest.collect.postgres;

/** What is asked of the largest tables of the database that is connected to. */
final class TableQueries {

    static final PostgresQuery TABLES =
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
                    .seldom();

    static final PostgresQuery TABLE_IO =
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
                    .seldom();

    private TableQueries() {}
}
