package dev.muninn.ingest.collect.postgres;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's settings that are numbers or switches, in seconds and bytes. */
final class SettingsPart implements Part {

    private static final String SQL =
            """
            SELECT name, setting, coalesce(unit, '') AS unit, vartype
            FROM pg_settings WHERE vartype IN ('bool', 'integer', 'real')
            """;

    /** {@code 8kB}, {@code min}: a factor that may be absent, and a unit. */
    private static final Pattern UNIT = Pattern.compile("(\\d*)([a-zA-Z]+)");

    private final Connection connection;
    private final String server;

    SettingsPart(Connection connection, String server) {
        this.connection = connection;
        this.server = server;
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                report(
                        rows.getString("name"),
                        rows.getString("setting"),
                        rows.getString("unit"),
                        rows.getString("vartype"),
                        into);
            }
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void report(String name, String setting, String unit, String type, SampleFrame into) {
        double value =
                type.equals("bool") ? setting.equals("on") ? 1 : 0 : Double.parseDouble(setting);
        double factor = 1;
        String suffix = "";
        Matcher parts = UNIT.matcher(unit);
        if (parts.matches()) {
            String base = parts.group(2);
            factor = factorOf(base);
            suffix = base.endsWith("B") ? "_bytes" : "_seconds";
            if (!parts.group(1).isEmpty()) {
                factor *= Double.parseDouble(parts.group(1));
            }
        }
        into.gauge(
                "pg_settings_" + name.replaceAll("[^a-zA-Z0-9_]", "_") + suffix,
                "Server Parameter: " + name,
                // -1 says "off" or "as another setting", whatever the unit.
                value == -1 ? value : value * factor,
                "server",
                server);
    }

    private static double factorOf(String unit) {
        return switch (unit) {
            case "kB" -> 1 << 10;
            case "MB" -> 1 << 20;
            case "GB" -> 1 << 30;
            case "TB" -> 1L << 40;
            case "us" -> 1e-6;
            case "ms" -> 1e-3;
            case "min" -> 60;
            case "h" -> 3600;
            case "d" -> 86400;
            default -> 1;
        };
    }
}
