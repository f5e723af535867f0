package dev.muninn.ingest.collect.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muninn.ingest.collect.ExpositionPage;
import dev.muninn.ingest.collect.Parts;
import dev.muninn.ingest.collect.Readings;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.Servers;
import dev.muninn.model.Labels;
import dev.muninn.model.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This machine as Muninn and as the real node_exporter see it in the same moment. */
class NodeExporterTest {

    @TempDir Path folder;

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
        Path binary = Servers.binary("prometheus-node-exporter", "set MUNINN_PEERS to its folder");
        SortedMap<String, Double> theirs;
        SortedMap<String, Double> before;
        SortedMap<String, Double> after;
        int port = Servers.freePort();
        Process exporter =
                Servers.start(
                        folder.resolve("log"),
                        binary.toString(),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--collector.filesystem.mount-points-exclude=" + MOUNT_POINTS);
        try {
            Servers.awaitPort(port);
            String url = "http://127.0.0.1:" + port + "/metrics";
            // Its first page has long pauses in it.
            Servers.page(url);
            before = ours();
            theirs = comparable(ExpositionPage.parse(Servers.page(url)).readings());
            after = ours();
        } finally {
            Servers.stop(exporter);
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
            return comparable(Readings.of(frame.finish()));
        }
    }

    /** The readings without the label on which the two may differ. */
    private static SortedMap<String, Double> comparable(SortedMap<String, Double> readings) {
        SortedMap<String, Double> comparable = new TreeMap<>();
        readings.forEach(
                (series, value) -> comparable.put(series.replaceAll(ROTATIONAL, ""), value));
        return comparable;
    }
}
