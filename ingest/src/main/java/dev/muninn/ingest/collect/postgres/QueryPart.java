package dev.muninn.ingest.collect.postgres;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One statement and the samples of its rows. */
final class QueryPart implements Part {

    /**
     * SQL's states for a table and a function that do not exist: an extension that is not there.
     */
    private static final List<String> UNDEFINED = List.of("42P01", "42883");

    /** Statements of ours take milliseconds; a server on which they do not is in trouble. */
    private static final int TIMEOUT_SECONDS = 5;

    private final PostgresQuery query;
    private final Connection connection;
    private final String sql;

    QueryPart(PostgresQuery query, Connection connection, String server) {
        this.query = query;
        this.connection = connection;
        this.sql = query.sql().replace("$server", server.replace("'", "''"));
    }

    @Override
    public String name() {
        return query.name();
    }

    @Override
    public Duration every() {
        return query.every();
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            try (ResultSet rows = statement.executeQuery(sql)) {
                report(rows, into);
            }
        } catch (SQLException e) {
            if (UNDEFINED.contains(e.getSQLState())) {
                throw new NoSuchFileException(query.name());
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    private void report(ResultSet rows, SampleFrame into) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
            List<String> labels = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                if (isText(columns, i)) {
                    String value = rows.getString(i);
                    labels.add(columns.getColumnLabel(i));
                    labels.add(value == null ? "" : value);
                }
            }
            String[] pairs = labels.toArray(new String[0]);
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                if (!isText(columns, i)) {
                    double value = rows.getDouble(i);
                    if (!rows.wasNull()) {
                        report(columns.getColumnLabel(i), value, pairs, into);
                    }
                }
            }
        }
    }

    private void report(String column, double value, String[] labels, SampleFrame into) {
        String metric = query.prefix() + column;
        String help = "PostgreSQL's " + column + " of " + query.name() + ".";
        if (query.counters().contains(column)) {
            into.counter(metric, help, value, labels);
        } else {
            into.gauge(metric, help, value, labels);
        }
    }

    private static boolean isText(ResultSetMetaData columns, int index) throws SQLException {
        int type = columns.getColumnType(index);
        return type == Types.VARCHAR || type == Types.CHAR;
    }
}
