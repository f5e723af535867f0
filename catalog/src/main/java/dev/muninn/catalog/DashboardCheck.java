package dev.muninn.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import dev.muninn.catalog.json.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks dashboards: with the published schema first, then for what a schema cannot say. */
final class DashboardCheck {

    static final String API_VERSION = "muninn.dev/v1";

    private static final String RESOURCE = "dashboard.schema.json";

    private final String schemaText;
    private final JsonSchema schema;

    DashboardCheck() {
        try (InputStream resource = DashboardCheck.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            schemaText = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        schema = new JsonSchema(Json.parse(schemaText));
    }

    /** The schema as it is published. */
    String schemaText() {
        return schemaText;
    }

    List<Problem> check(ObjectNode document) {
        List<Problem> problems = new ArrayList<>();
        schema.check(document)
                .forEach(found -> problems.add(new Problem(found.path(), found.message())));
        if (problems.isEmpty()) {
            JsonNode spec = document.path("spec");
            checkLayout(spec.path("layout"), spec.path("elements"), problems);
            checkNames(spec, "variables", problems);
        }
        return problems;
    }

    private static void checkLayout(JsonNode layout, JsonNode elements, List<Problem> problems) {
        Set<String> placed = new HashSet<>();
        walkLayout(layout, "/spec/layout", elements, placed, problems);
    }

    private static void walkLayout(
            JsonNode layout,
            String path,
            JsonNode elements,
            Set<String> placed,
            List<Problem> problems) {
        JsonNode items = layout.path("items");
        for (int i = 0; i < items.size(); i++) {
            String element = items.get(i).path("element").asText();
            String at = path + "/items/" + i + "/element";
            if (!elements.has(element)) {
                problems.add(new Problem(at, "no element is called \"" + element + "\""));
            } else if (!placed.add(element)) {
                problems.add(new Problem(at, "element \"" + element + "\" has a place already"));
            }
        }
        for (String parts : List.of("rows", "tabs")) {
            JsonNode list = layout.path(parts);
            for (int i = 0; i < list.size(); i++) {
                String at = path + "/" + parts + "/" + i + "/layout";
                walkLayout(list.get(i).path("layout"), at, elements, placed, problems);
            }
        }
    }

    private static void checkNames(JsonNode spec, String list, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        JsonNode items = spec.path(list);
        for (int i = 0; i < items.size(); i++) {
            String name = items.get(i).path("name").asText();
            if (!seen.add(name)) {
                problems.add(
                        new Problem(
                                "/spec/%s/%d/name".formatted(list, i),
                                "\"%s\" is there twice".formatted(name)));
            }
        }
    }
}
