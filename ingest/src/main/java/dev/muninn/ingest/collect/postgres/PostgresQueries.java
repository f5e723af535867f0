package dev.muninn.ingest.collect.postgres;

import java.util.List;

/** All that a PostgreSQL server is asked, for versions 12 to 18. */
final class PostgresQueries {

    /*
     * $server stands for the server's address, which postgres_exporter gives as a label of some
     * metrics. Sizes are asked seldom: the server looks at every file for them. Tables and
     * statements are limited to the largest, so that a database of ten thousand tables does not
     * become a hundred thousand series.
     */

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
                    DatabaseQueries.DATABASE_COUNTERS,
                    DatabaseQueries.ACTIVE_TIME,
                    DatabaseQueries.CONFLICTS,
                    DatabaseQueries.ACTIVITY,
                    DatabaseQueries.LONG_TRANSACTIONS,
                    DatabaseQueries.LOCKS,
                    WriterQueries.REPLICATION,
                    WriterQueries.STANDBYS,
                    WriterQueries.SLOTS,
                    WriterQueries.WRITER,
                    WriterQueries.WRITER_17,
                    WriterQueries.CHECKPOINTER,
                    WriterQueries.ARCHIVER,
                    WriterQueries.WAL,
                    StatementQueries.STATEMENTS,
                    StatementQueries.STATEMENTS_17,
                    StatementQueries.STATEMENT_TEXTS,
                    DatabaseQueries.DATABASES,
                    DatabaseQueries.ROLES,
                    TableQueries.TABLES,
                    TableQueries.TABLE_IO,
                    VERSION);

    private PostgresQueries() {}
}
