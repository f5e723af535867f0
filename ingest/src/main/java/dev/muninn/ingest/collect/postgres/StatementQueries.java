package dev.muninn.ingest.collect.postgres;

/** What is asked of the statements that take the most time. */
final class StatementQueries {

    private static final String STATEMENT_COUNTERS =
            """
            calls_total seconds_total rows_total block_read_seconds_total block_write_seconds_total
            """;

    static final PostgresQuery STATEMENTS =
            PostgresQuery.counters(
                            "stat_statements",
                            "pg_stat_statements_",
                            STATEMENT_COUNTERS,
                            statements("blk_read_time", "blk_write_time"))
                    .from(13)
                    .upTo(16);

    static final PostgresQuery STATEMENTS_17 =
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
    static final PostgresQuery STATEMENT_TEXTS =
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
                    .seldom();

    private StatementQueries() {}
}
