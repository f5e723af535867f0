package dev.muninn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.GrafanaBoards.Counts;
import dev.muninn.catalog.GrafanaBoards.Reading;
import dev.muninn.catalog.json.Json;
import dev.muninn.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Real dashboards of many projects, counted against their manifest. */
class GrafanaFixturesTest {

    private static final DashboardCheck CHECK = new DashboardCheck();

    private static List<JsonNode> manifest() throws IOException {
        String text = Files.readString(SharedData.path("fixtures/dashboards/manifest.json"));
        return StreamSupport.stream(Json.parse(text).spliterator(), false).toList();
    }

    private static ObjectNode file(JsonNode entry) throws IOException {
        Path folder = SharedData.path("fixtures/dashboards");
        return DocumentText.readJson(
                Files.readString(folder.resolve(entry.path("file").textValue())));
    }

    private static Reading read(ObjectNode file) {
        return GrafanaBoards.read(file, Map.of());
    }

    @TestFactory
    Stream<DynamicTest> everyBoardHasWhatItsManifestSays() throws IOException {
        return manifest().stream()
                .map(entry -> dynamicTest(entry.path("file").asText(), () -> compare(entry)));
    }

    private static void compare(JsonNode entry) throws IOException {
        ObjectNode file = file(entry);
        Reading reading = read(file);
        Counts counts = reading.counts();
        assertThat(CHECK.check(reading.dashboard())).isEmpty();
        assertThat(counts.panels()).as("panels").isEqualTo(entry.path("panels").asInt());
        assertThat(counts.rows()).as("rows").isEqualTo(entry.path("rows").asInt());
        assertThat(counts.queries()).as("queries").isEqualTo(entry.path("targets").asInt());
        assertThat(counts.variables()).as("variables").isEqualTo(entry.path("variables").size());
        assertThat(expressions(reading.dashboard()))
                .containsExactlyInAnyOrderElementsOf(expressions(file));
        assertThat(read(file)).as("a second reading").isEqualTo(reading);
    }

    /** The texts of all queries of panels, wherever they stand. */
    private static List<String> expressions(JsonNode node) {
        List<String> found = new ArrayList<>();
        collect(node, false, found);
        return found;
    }

    private static void collect(JsonNode node, boolean isQuery, List<String> found) {
        if (isQuery && !Json.text(node, "expr", "").isEmpty()) {
            found.add(node.get("expr").textValue());
            return;
        }
        node.properties()
                .forEach(
                        member -> {
                            boolean isList =
                                    member.getKey().equals("targets")
                                            || member.getKey().equals("queries");
                            if (isList) {
                                member.getValue().forEach(query -> collect(query, true, found));
                            } else if (!member.getKey().equals("x-grafana")) {
                                collect(member.getValue(), false, found);
                            }
                        });
        if (node.isArray()) {
            node.forEach(item -> collect(item, false, found));
        }
    }

    @Test
    void nearlyAllPanelsAreNativeAndEveryPlaceholderIsReported() throws IOException {
        int panels = 0;
        int natives = 0;
        for (JsonNode entry : manifest()) {
            Reading reading = read(file(entry));
            panels += reading.counts().panels();
            natives += reading.counts().natives();
            long reported =
                    reading.report().stream()
                            .filter(loss -> loss.reason().contains("a placeholder keeps it"))
                            .count();
            assertThat(reported).isEqualTo(reading.counts().placeholders());
        }
        assertThat(natives).isGreaterThanOrEqualTo((int) Math.ceil(panels * 0.98));
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrittenReadsBackAsTheSame() throws IOException {
        return manifest().stream()
                .map(entry -> dynamicTest(entry.path("file").asText(), () -> roundTrip(entry)));
    }

    private static void roundTrip(JsonNode entry) throws IOException {
        ObjectNode once = read(file(entry)).dashboard();
        ObjectNode twice = read(GrafanaBoards.write(once)).dashboard();
        ObjectNode thrice = read(GrafanaBoards.write(twice)).dashboard();
        assertThat(GrafanaBoards.read(GrafanaBoards.write(once), Map.of()).counts())
                .usingRecursiveComparison()
                .ignoringFields("rows")
                .isEqualTo(read(file(entry)).counts());
        assertThat(withoutKept(twice.at("/spec/variables")))
                .isEqualTo(withoutKept(once.at("/spec/variables")));
        assertThat(withoutKept(twice.at("/spec/elements")))
                .isEqualTo(withoutKept(once.at("/spec/elements")));
        assertThat(withoutKept(thrice.get("spec"))).isEqualTo(withoutKept(twice.get("spec")));
    }

    /** Only what has a meaning here. */
    private static JsonNode withoutKept(JsonNode node) {
        JsonNode copy = node.deepCopy();
        removeKept(copy);
        return copy;
    }

    private static void removeKept(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("x-grafana");
        }
        node.forEach(GrafanaFixturesTest::removeKept);
    }
}
