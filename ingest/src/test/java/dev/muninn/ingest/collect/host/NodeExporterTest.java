package dev.muninn.ingest.collect.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.ingest.collect.Parts;
import dev.muninn.ingest.collect.Readings;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.model.Labels;
import dev.muninn.model.SystemClock;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** This machine as Muninn and as the real node_exporter see it in the same moment. */
class NodeExporterTest {

    private static final String MOUNT_POINTS = "^/(dev|proc|sys)($|/)";

    /** Metrics about the exporter itself, its optional parts, and one of another system. */
    private static final Pattern NOT_OURS =
            Pattern.compile(
                    "(go_|process_|promhttp_|node_exporter_build_info|node_scrape_collector_"
                            + "|node_textfile_|node_filesystem_purgeable_bytes).*");

    /** A driver that does not know its speed says -1, and node_exporter makes -125000 of it. */
    private static final String NEGATIVE_SPEED = "node_network_speed_bytes";

    /** node_exporter fails to read it on some kernels, and then says 0. */
    private static final String ROTATIONAL = ",rotational=\"[01]\"";

    private static final Pattern CONSTANT =
            Pattern.compile(
                    "(node_filesystem_(size|files\\b|mount_info)|node_memory_MemTotal"
                            + "|node_boot_time|.*_info|node_network_(mtu|flags|up)"
                            + "|node_filefd_maximum|node_timex_status).*");

    @Test
    void reportsTheSeriesAndValuesThatNodeExporterReports() throws Exception {
        Path binary =
                Path.of(
                        System.getenv().getOrDefault("MUNINN_PEERS", "/nowhere"),
                        "usr/bin/prometheus-node-exporter");
        assumeTrue(
                Files.isExecutable(binary),
                "skipped: no node_exporter on this machine (set MUNINN_PEERS to its folder)");
        SortedMap<String, Double> theirs;
        SortedMap<String, Double> before;
        SortedMap<String, Double> after;
        int port = freePort();
        Process exporter =
                new ProcessBuilder(
                                binary.toString(),
                                "--web.listen-address=127.0.0.1:" + port,
                                "--collector.filesystem.mount-points-exclude=" + MOUNT_POINTS)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            awaitPage(port);
            before = ours();
            theirs = parsed(awaitPage(port));
            after = ours();
        } finally {
            exporter.destroy();
            exporter.waitFor();
        }
        theirs.keySet().removeIf(series -> NOT_OURS.matcher(series).matches());
        theirs.entrySet().removeIf(e -> e.getKey().startsWith(NEGATIVE_SPEED) && e.getValue() < 0);

        Set<String> missing = new TreeSet<>(theirs.keySet());
        missing.removeAll(after.keySet());
        assertThat(missing).as("series of node_exporter that Muninn lacks").isEmpty();

        theirs.forEach(
                (series, value) -> {
                    double earlier = before.getOrDefault(series, Double.NaN);
                    double later = after.getOrDefault(series, Double.NaN);
                    if (series.contains("_total") && !Double.isNaN(earlier)) {
                        // A counter read between our two readings lies between them.
                        assertThat(value).as(series).isBetween(earlier - 1e-6, later + 1e-6);
                    } else if (CONSTANT.matcher(series).matches()) {
                        assertThat(value).as(series).isCloseTo(later, within(1e-6));
                    }
                });
    }

    private static SortedMap<String, Double> ours() {
        try (LinuxHost host =
                new LinuxHost(
                        Path.of("/"),
                        Pattern.compile(MOUNT_POINTS),
                        Pattern.compile(
                                dev.muninn.ingest.CollectOptions.DEFAULTS.fileSystemTypesExclude()),
                        Duration.ofSeconds(5),
                        SystemClock.INSTANCE)) {
            SampleFrame frame = new SampleFrame(Labels.empty());
            frame.begin(1000);
            new Parts("node", host.parts(), Duration.ofSeconds(1), SystemClock.INSTANCE)
                    .collect(frame);
            SortedMap<String, Double> readings = new TreeMap<>();
            Readings.of(frame.finish())
                    .forEach(
                            (series, value) ->
                                    readings.put(series.replaceAll(ROTATIONAL, ""), value));
            return readings;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String awaitPage(int port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                            .build();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (true) {
                try {
                    HttpResponse<String> response =
                            client.send(request, HttpResponse.BodyHandlers.ofString());
                    assertThat(response.statusCode()).isEqualTo(200);
                    return response.body();
                } catch (IOException e) {
                    if (System.nanoTime() > deadline) {
                        throw e;
                    }
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** Series and values of the text format, without labels whose value is empty. */
    static SortedMap<String, Double> parsed(String page) {
        SortedMap<String, Double> readings = new TreeMap<>();
        for (String line : page.split("\n")) {
            if (!line.startsWith("#") && !line.isBlank()) {
                int space = line.lastIndexOf(' ');
                String series =
                        line.substring(0, space)
                                .replaceAll("[a-z_]+=\"\",?", "")
                                .replaceAll(ROTATIONAL, "")
                                .replace(",}", "}")
                                .replace("{}", "");
                readings.put(series, Double.parseDouble(line.substring(space + 1)));
            }
        }
        return readings;
    }
}
