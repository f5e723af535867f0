package dev.muninn.alert.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.model.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The recordings of Alertmanager that lie beside a checkout. */
public final class Fixtures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Fixtures() {}

    /** A file of the recordings; skips the test where there are none. */
    public static Path file(String name) {
        Path file =
                Path.of("../../shared/fixtures/alerting")
                        .resolve(name)
                        .toAbsolutePath()
                        .normalize();
        Assumptions.assumeTrue(
                Files.exists(file), "skipped: no recordings of Alertmanager beside this checkout");
        return file;
    }

    public static String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    public static JsonNode json(String name) throws IOException {
        return JSON.readTree(text(name));
    }

    /** The objects of a file with one per line. */
    public static List<JsonNode> lines(String name) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file(name))) {
            if (!line.isBlank()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    public static Labels labels(JsonNode object) {
        Labels.Builder labels = Labels.builder();
        object.properties().forEach(entry -> labels.set(entry.getKey(), entry.getValue().asText()));
        return labels.build();
    }

    public static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
