package dev.muninn.ingest.collect.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.ingest.CollectOptions;
import dev.muninn.ingest.collect.Parts;
import dev.muninn.ingest.collect.Readings;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.model.Labels;
import dev.muninn.model.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names and types against a page that a real node_exporter wrote elsewhere. */
class ReferenceNamesTest {

    private static final Path PAGE = Path.of("shared/conformance/exposition/node_exporter.txt");

    /** The exporter's own metrics, and those of parts that are not of the machine. */
    private static final Pattern NOT_OURS =
            Pattern.compile(
                    "(go|process|promhttp)_.*|node_exporter_build_info|node_textfile_.*"
                            // vmstat, in whose name somebody replaced a machine's name
                            + "|node_host1stat_.*");

    @Test
    void everyMetricOfThePageIsKnownWithItsType() throws IOException {
        Path page = find(Path.of("").toAbsolutePath());
        assumeTrue(!page.toString().isEmpty(), "skipped: no " + PAGE + " beside this checkout");

        Map<String, String> ours = new TreeMap<>();
        for (String root :
                List.of(
                        "src/test/resources/host/linux-6.18",
                        "src/test/resources/host/linux-6.12",
                        "/")) {
            ours.putAll(typesOf(Path.of(root)));
        }

        assertThat(ours).containsAllEntriesOf(reference(page));
    }

    private static Map<String, String> reference(Path page) throws IOException {
        Map<String, String> types = new TreeMap<>();
        for (String line : Files.readAllLines(page)) {
            String[] words = line.split(" ");
            if (line.startsWith("# TYPE ") && !NOT_OURS.matcher(words[2]).matches()) {
                types.put(words[2], words[3].equals("untyped") ? "unknown" : words[3]);
            }
        }
        return types;
    }

    private static Map<String, String> typesOf(Path root) {
        CollectOptions options = CollectOptions.DEFAULTS;
        try (LinuxHost host =
                new LinuxHost(
                        root,
                        Pattern.compile(options.mountPointsExclude()),
                        Pattern.compile(options.fileSystemTypesExclude()),
                        Duration.ofSeconds(30),
                        SystemClock.INSTANCE)) {
            SampleFrame frame = new SampleFrame(Labels.empty());
            frame.begin(1000);
            new Parts("node", host.parts(), Duration.ofSeconds(1), SystemClock.INSTANCE)
                    .collect(frame);
            return Readings.typesOf(frame.finish());
        }
    }

    private static Path find(Path from) {
        for (Path at = from; at != null; at = at.getParent()) {
            if (Files.isReadable(at.resolve(PAGE))) {
                return at.resolve(PAGE);
            }
        }
        return Path.of("");
    }
}
