package dev.muninn.ingest.collect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.collect.ExpositionPage;
import dev.muninn.ingest.collect.Readings;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.Servers;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.model.Labels;
import dev.muninn.model.SystemClock;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL server, and the real postgres_exporter where there is one. */
class PostgresSourceTest {

    /** The exporter's own metrics and parts, and statements: each side sees other ones. */
    private static final Pattern NOT_COMPARED =
            Pattern.compile(
                    "(go_|process_|promhttp_|postgres_exporter_|pg_exporter_|pg_scrape_"
                            + "|pg_stat_statements_|pg_static).*");

    private static Path folder;
    private static int port;
    private static Process server;

    private final SampleFrame frame = new SampleFrame(Labels.empty());

    @BeforeAll
    static void startServer(@TempDir Path temporary) throws Exception {
        folder = temporary;
        Path initdb = serverBinary("initdb");
        Path cluster = folder.resolve("cluster");
        Path password = folder.resolve("password");
        Files.writeString(password, "open sesame");
        run(
                initdb.toString(),
                "-D",
                cluster.toString(),
                "-U",
                "postgres",
                "--auth-host=scram-sha-256",
                "--pwfile=" + password,
                "--no-sync");
        port = Servers.freePort();
        server =
                Servers.start(
                        folder.resolve("server.log"),
                        asServerUser(
                                initdb.resolveSibling("postgres").toString(),
                                "-D",
                                cluster.toString(),
                                "-p",
                                Integer.toString(port),
                                "-k",
                                folder.toString(),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "fsync=off",
                                "-c",
                                "shared_preload_libraries=pg_stat_statements"));
        awaitServer();
        execute("CREATE EXTENSION pg_stat_statements");
        execute("CREATE TABLE raven (name text PRIMARY KEY)");
        execute("INSERT INTO raven VALUES ('hugin'), ('munin')");
    }

    private static Path serverBinary(String name) throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (var found = Files.list(versions)) {
                for (Path version : found.sorted().toList().reversed()) {
                    if (Files.isExecutable(version.resolve("bin").resolve(name))) {
                        return version.resolve("bin").resolve(name);
                    }
                }
            }
        }
        return Servers.binary(name, "apt-get install postgresql");
    }

    /** The server refuses to run as root: then as the user whom the package has made for it. */
    private static String[] asServerUser(String... command) throws IOException {
        List<String> words = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres"));
            words.add("--clear-groups");
        }
        words.addAll(List.of(command));
        return words.toArray(new String[0]);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("initdb.log");
        int status = Servers.start(log, asServerUser(command)).waitFor();
        assertThat(status).as(() -> text(log)).isZero();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void awaitServer() throws IOException, SQLException {
        Servers.awaitPort(port);
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try {
                execute("SELECT 1");
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static void execute(String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "open sesame");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        if (server != null) {
            Servers.stop(server);
        }
    }

    @Test
    void readsConnectionsSizesTablesAndStatements() throws IOException {
        try (PostgresSource source = source("postgres:open%20sesame@")) {
            collect(source);
            SortedMap<String, Double> readings = Readings.of(collect(source));

            assertThat(readings)
                    .containsEntry("pg_up", 1.0)
                    .containsEntry("pg_replication_is_replica", 0.0)
                    .containsKey(
                            "pg_stat_user_tables_n_live_tup{datname=\"postgres\","
                                    + "relname=\"raven\",schemaname=\"public\"}");
            String self =
                    "pg_stat_activity_count{application_name=\"muninn\","
                            + "backend_type=\"client backend\",datname=\"postgres\","
                            + "server=\"127.0.0.1:"
                            + port
                            + "\",state=\"active\",usename=\"postgres\"}";
            assertThat(readings).containsEntry(self, 1.0);
            assertThat(readings.keySet())
                    .anyMatch(one -> one.startsWith("pg_stat_statements_calls_total{"))
                    .anyMatch(one -> one.contains("query=\"INSERT INTO raven VALUES"));
            assertThat(failedParts(readings)).isEmpty();
            assertThat(readings.getOrDefault("pg_database_size_bytes{datname=\"postgres\"}", 0.0))
                    .isGreaterThan(1e6);
        }
    }

    private static List<String> failedParts(SortedMap<String, Double> readings) {
        return readings.entrySet().stream()
                .filter(e -> e.getKey().startsWith("pg_scrape_collector_success"))
                .filter(e -> e.getValue() == 0)
                .map(e -> e.getKey())
                .toList();
    }

    @Test
    void tellsWhenItMayNotSignIn() {
        try (PostgresSource source = source("postgres:wrong@")) {
            frame.begin(1000);

            assertThatThrownBy(() -> source.collect(frame))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("password authentication failed")
                    .hasMessageNotContaining("wrong");
            assertThat(Readings.of(frame.finish())).containsExactly(Map.entry("pg_up", 0.0));
        }
    }

    @Test
    void connectsAgainAfterTheServerEndedTheConnection() throws Exception {
        try (PostgresSource source = source("postgres:open%20sesame@")) {
            collect(source);
            execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'muninn'");
            frame.begin(2000);
            assertThatThrownBy(() -> source.collect(frame)).hasMessageContaining("broke");

            assertThat(Readings.of(collect(source))).containsEntry("pg_up", 1.0);
        }
    }

    @Test
    void reportsTheMetricsThatPostgresExporterReports() throws Exception {
        Path binary = Servers.binary("prometheus-postgres-exporter", "set MUNINN_PEERS");
        int exporterPort = Servers.freePort();
        ProcessBuilder builder =
                new ProcessBuilder(
                                binary.toString(), "--web.listen-address=127.0.0.1:" + exporterPort)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("exporter.log").toFile());
        builder.environment()
                .put(
                        "DATA_SOURCE_NAME",
                        "postgresql://postgres:open%20sesame@127.0.0.1:"
                                + port
                                + "/postgres?sslmode=disable");
        Process exporter = builder.start();
        ExpositionPage theirs;
        try {
            Servers.awaitPort(exporterPort);
            theirs =
                    ExpositionPage.parse(
                            Servers.page("http://127.0.0.1:" + exporterPort + "/metrics"));
        } finally {
            Servers.stop(exporter);
        }
        theirs.readings().keySet().removeIf(one -> NOT_COMPARED.matcher(one).matches());
        theirs.types().keySet().removeIf(one -> NOT_COMPARED.matcher(one).matches());
        // Who is connected differs between the two; of the rest, NaN is our "nothing to say".
        theirs.readings()
                .keySet()
                .removeIf(one -> one.startsWith("pg_stat_activity") && !one.contains("idle in"));
        theirs.readings().values().removeIf(value -> value.isNaN());
        theirs.types().remove("pg_stat_archiver_last_archive_age");
        theirs.types().keySet().retainAll(namesOf(theirs.readings().keySet()));

        try (PostgresSource source = source("postgres:open%20sesame@")) {
            WriteBatch ours = collect(source);

            assertThat(Readings.typesOf(ours)).containsAllEntriesOf(theirs.types());
            Set<String> missing = new TreeSet<>(theirs.readings().keySet());
            missing.removeAll(Readings.of(ours).keySet());
            assertThat(missing).isEmpty();
            SortedMap<String, Double> readings = Readings.of(ours);
            theirs.readings()
                    .forEach(
                            (series, value) -> {
                                if (series.startsWith("pg_settings_")) {
                                    assertThat(readings).containsEntry(series, value);
                                }
                            });
        }
    }

    private static Set<String> namesOf(Set<String> series) {
        Set<String> names = new TreeSet<>();
        series.forEach(one -> names.add(one.replaceAll("\\{.*", "")));
        return names;
    }

    private static PostgresSource source(String who) {
        return new PostgresSource(
                TargetUrl.parse("postgresql://" + who + "127.0.0.1:" + port + "/postgres"),
                Duration.ofSeconds(15),
                SystemClock.INSTANCE);
    }

    private WriteBatch collect(PostgresSource source) throws IOException {
        frame.begin(1000);
        source.collect(frame);
        WriteBatch batch = frame.finish();
        frame.written();
        return batch;
    }
}
