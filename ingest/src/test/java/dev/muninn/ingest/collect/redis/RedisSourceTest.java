package dev.muninn.ingest.collect.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.collect.ExpositionPage;
import dev.muninn.ingest.collect.Readings;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.Servers;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.model.Labels;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis server, and the real redis_exporter where there is one. */
class RedisSourceTest {

    /** The exporter's own metrics, its latency tables, and what it takes from CONFIG alone. */
    private static final Pattern NOT_OURS =
            Pattern.compile(
                    "(go_|process_|promhttp_|redis_exporter_|redis_latency_percentiles"
                            + "|redis_commands_latencies|redis_target_scrape"
                            + "|redis_last_key_groups|redis_config_client_output|redis_key_memory"
                            + "|redis_config_repl_backlog_size).*");

    @TempDir Path folder;
    private Process server;
    private int port;

    @BeforeEach
    void startServer() throws IOException {
        Path binary = Servers.binary("redis-server", "apt-get install redis-server");
        port = Servers.freePort();
        server =
                Servers.start(
                        folder.resolve("log"),
                        binary.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--requirepass",
                        "open sesame",
                        "--save",
                        "",
                        "--dir",
                        folder.toString());
        Servers.awaitPort(port);
    }

    @AfterEach
    void stopServer() throws InterruptedException {
        if (server != null) {
            Servers.stop(server);
        }
    }

    private TargetUrl target() {
        return TargetUrl.parse("redis://:open%20sesame@127.0.0.1:" + port);
    }

    @Test
    void readsMemoryKeysAndLengthsOfQueues() throws IOException {
        fill();
        try (RedisSource source = new RedisSource(target(), List.of("jobs", "db2=seen", "gone"))) {
            SortedMap<String, Double> readings = Readings.of(collect(source));

            assertThat(readings)
                    .containsEntry("redis_up", 1.0)
                    .containsEntry("redis_db_keys{db=\"db0\"}", 1.0)
                    .containsEntry("redis_db_keys{db=\"db2\"}", 1.0)
                    .containsEntry("redis_key_size{db=\"db0\",key=\"jobs\"}", 3.0)
                    .containsEntry("redis_key_size{db=\"db2\",key=\"seen\"}", 2.0)
                    .containsEntry("redis_key_size{db=\"db0\",key=\"gone\"}", 0.0)
                    .containsEntry("redis_commands_total{cmd=\"rpush\"}", 1.0)
                    .containsEntry("redis_config_maxclients", 10000.0);
            assertThat(readings.getOrDefault("redis_memory_used_bytes", 0.0)).isPositive();
        }
    }

    @Test
    void connectsAgainAfterTheServerWasAway() throws Exception {
        try (RedisSource source = new RedisSource(target(), List.of())) {
            assertThat(Readings.of(collect(source))).containsEntry("redis_up", 1.0);
            Servers.stop(server);

            SampleFrame frame = new SampleFrame(Labels.empty());
            frame.begin(2000);
            assertThatThrownBy(() -> source.collect(frame)).isInstanceOf(IOException.class);
            assertThat(Readings.of(frame.finish())).containsExactly(Map.entry("redis_up", 0.0));
        }
    }

    @Test
    void tellsWhenItMayNotSignIn() {
        TargetUrl wrong = TargetUrl.parse("redis://:wrong@127.0.0.1:" + port);
        try (RedisSource source = new RedisSource(wrong, List.of())) {
            assertThatThrownBy(() -> collect(source))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("sign-in refused: WRONGPASS")
                    .hasMessageNotContaining("wrong@");
        }
    }

    @Test
    void reportsTheMetricsThatRedisExporterReports() throws Exception {
        Path binary = Servers.binary("prometheus-redis-exporter", "set MUNINN_PEERS");
        fill();
        int exporterPort = Servers.freePort();
        Process exporter =
                Servers.start(
                        folder.resolve("exporter.log"),
                        binary.toString(),
                        "--web.listen-address=127.0.0.1:" + exporterPort,
                        "--redis.addr=redis://127.0.0.1:" + port,
                        "--redis.password=open sesame",
                        "--check-single-keys=db0=jobs");
        ExpositionPage theirs;
        try {
            Servers.awaitPort(exporterPort);
            theirs =
                    ExpositionPage.parse(
                            Servers.page("http://127.0.0.1:" + exporterPort + "/metrics"));
        } finally {
            Servers.stop(exporter);
        }
        try (RedisSource source = new RedisSource(target(), List.of("jobs"))) {
            WriteBatch ours = collect(source);
            var types = theirs.types();
            types.keySet().removeIf(metric -> NOT_OURS.matcher(metric).matches());
            assertThat(Readings.typesOf(ours)).containsAllEntriesOf(types);

            Set<String> series = new TreeSet<>(theirs.readings().keySet());
            series.removeIf(one -> NOT_OURS.matcher(one).matches() || one.contains("cmd="));
            // It lists the databases that hold nothing, too.
            series.removeIf(
                    one -> one.contains("db=\"") && theirs.readings().getOrDefault(one, 0.0) == 0);
            assertThat(Readings.of(ours).keySet()).containsAll(series);
        }
    }

    private void fill() throws IOException {
        try (RedisConnection connection = RedisConnection.open(target())) {
            connection.ask("RPUSH", "jobs", "a", "b", "c");
            connection.ask("SELECT", "2");
            connection.ask("SADD", "seen", "x", "y");
        }
    }

    private static WriteBatch collect(RedisSource source) throws IOException {
        SampleFrame frame = new SampleFrame(Labels.empty());
        frame.begin(1000);
        source.collect(frame);
        return frame.finish();
    }
}
