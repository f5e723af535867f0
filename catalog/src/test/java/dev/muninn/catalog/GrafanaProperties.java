package dev.muninn.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.GrafanaBoards.Reading;
import dev.muninn.catalog.json.Json;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Boards that were damaged at random still end with a valid dashboard and a report. */
class GrafanaProperties {

    private static final DashboardCheck CHECK = new DashboardCheck();

    /** Values of every kind, and those that readers stumble over. */
    private static final List<String> ODD_VALUES =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "1e300",
                    "99999999999999999999",
                    "0.5",
                    "\"\"",
                    "\"a/b~c.d\"",
                    "\"12\"",
                    "[]",
                    "[null, 1, {}]",
                    "{}",
                    "{\"a\": {\"b\": []}}",
                    "{\"type\": \"row\"}");

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void aDamagedBoardIsReadAsAValidDashboard(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        ObjectNode board = anyFixture(random);
        int damages = 1 + random.nextInt(30);
        for (int i = 0; i < damages; i++) {
            damage(board, random);
        }
        Reading reading;
        try {
            reading = GrafanaBoards.read(board, Map.of());
        } catch (MuninnException e) {
            assertThat(e.kind()).isEqualTo(MuninnException.Kind.BAD_INPUT);
            return;
        }
        assertThat(CHECK.check(reading.dashboard())).isEmpty();
        Reading again = GrafanaBoards.read(GrafanaBoards.write(reading.dashboard()), Map.of());
        assertThat(CHECK.check(again.dashboard())).isEmpty();
    }

    private static ObjectNode anyFixture(Random random) throws IOException {
        List<Path> files;
        try (var all = Files.list(SharedData.path("fixtures/dashboards"))) {
            files =
                    all.filter(file -> file.toString().endsWith(".json"))
                            .filter(file -> !file.endsWith("manifest.json"))
                            .filter(file -> file.toFile().length() < 60_000)
                            .sorted()
                            .toList();
        }
        return Json.parseObject(Files.readString(files.get(random.nextInt(files.size()))));
    }

    /** Changes, removes or doubles one value, somewhere. */
    private static void damage(ObjectNode board, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(board, containers);
        JsonNode odd =
                Json.parse("[" + ODD_VALUES.get(random.nextInt(ODD_VALUES.size())) + "]").get(0);
        JsonNode target = containers.get(random.nextInt(containers.size()));
        if (target instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set("odd " + name, odd);
                default -> object.set(name, odd);
            }
        } else if (target instanceof ArrayNode list && !list.isEmpty()) {
            int index = random.nextInt(list.size());
            switch (random.nextInt(3)) {
                case 0 -> list.remove(index);
                case 1 -> list.add(list.get(index).deepCopy());
                default -> list.set(index, odd);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
