package dev.muninn.ingest.collect.postgres;

import dev.muninn.ingest.collect.CollectLoop;
import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.Parts;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.model.Clock;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL server; its connection is kept from tick to tick and only ever reads. */
public final class PostgresSource implements CollectLoop.Source {

    private static final int PORT = 5432;

    /** A connection with the parts that ask over it. */
    private record Session(Connection connection, Parts parts) {}

    private final TargetUrl target;
    private final Duration interval;
    private final Clock clock;
    private @Nullable Session session;

    /** A server that is not yet connected. */
    public PostgresSource(TargetUrl target, Duration interval, Clock clock) {
        this.target = target;
        this.interval = interval;
        this.clock = clock;
    }

    /** The server's host and port. */
    public static String instanceOf(TargetUrl target) {
        return target.address(PORT);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        double isUp = 0;
        try {
            Session open = session;
            // The driver closes a connection that broke during the last tick.
            if (open == null || open.connection.isClosed()) {
                open = connect();
                session = open;
            }
            open.parts.collect(into);
            isUp = open.connection.isClosed() ? 0 : 1;
        } catch (SQLException e) {
            throw new IOException(target + ": " + e.getMessage(), e);
        } finally {
            into.gauge("pg_up", "Whether the last tick was able to connect to the server.", isUp);
        }
        if (isUp == 0) {
            throw new IOException(target + ": the connection broke");
        }
    }

    private Session connect() throws IOException, SQLException {
        String server = target.address(PORT);
        String database = target.path().length() > 1 ? target.path() : "/postgres";
        Properties settings = new Properties();
        settings.setProperty("user", target.user().isEmpty() ? "postgres" : target.user());
        settings.setProperty("password", target.password());
        settings.setProperty("ApplicationName", "muninn");
        settings.setProperty("connectTimeout", "2");
        settings.setProperty("socketTimeout", "10");
        settings.setProperty("tcpKeepAlive", "true");
        settings.setProperty("options", "-c default_transaction_read_only=on");
        // The server's own certificate is checked where the target asks for it, as libpq does.
        settings.setProperty("sslmode", target.parameters().getOrDefault("sslmode", "prefer"));
        Connection connection =
                DriverManager.getConnection("jdbc:postgresql://" + server + database, settings);
        int version = connection.getMetaData().getDatabaseMajorVersion();
        List<Part> parts = new ArrayList<>();
        for (PostgresQuery query : PostgresQueries.ALL) {
            if (query.suits(version)) {
                parts.add(new QueryPart(query, connection, server));
            }
        }
        parts.add(new SettingsPart(connection, server));
        return new Session(connection, new Parts("pg", parts, interval, clock));
    }

    @Override
    public void close() {
        Session open = session;
        session = null;
        if (open != null) {
            try {
                open.connection.close();
            } catch (SQLException e) {
                return; // the server sees it go in any case
            }
        }
    }
}
