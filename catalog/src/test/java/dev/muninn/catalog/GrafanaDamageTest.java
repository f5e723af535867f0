package dev.muninn.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.GrafanaBoards.Loss;
import dev.muninn.catalog.GrafanaBoards.Reading;
import dev.muninn.catalog.json.Json;
import dev.muninn.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of the wrong JSON type: what is dropped for them is in the report, with its place. */
class GrafanaDamageTest {

    private static final DashboardCheck CHECK = new DashboardCheck();

    /** One of the second form, which the fixtures have none of. */
    private static final String SECOND =
            """
            {"title": "Second", "elements": {"cpu": {"kind": "Panel", "spec": {"id": 4, "title": "CPU",
              "data": {"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery",
                "spec": {"refId": "A", "query": {"kind": "DataQuery", "group": "prometheus",
                  "spec": {"expr": "rate(cpu[1m])"}}}}],
                "transformations": [{"kind": "sortBy", "spec": {"id": "sortBy", "options": {}}}],
                "queryOptions": {"interval": "1m"}}},
              "vizConfig": {"kind": "VizConfig", "group": "stat",
                "spec": {"options": {"graphMode": "none"}, "fieldConfig": {"defaults": {"unit": "s"}}}}}}},
             "variables": [{"kind": "QueryVariable", "spec": {"name": "host",
               "query": {"kind": "DataQuery", "group": "prometheus", "spec": {"query": "up"}}}},
              {"kind": "CustomVariable", "spec": {"name": "size", "query": "small, large"}}],
             "annotations": [{"kind": "AnnotationQuery", "spec": {"name": "Deploys", "enable": true}}],
             "layout": {"kind": "RowsLayout", "spec": {"rows": [{"kind": "RowsLayoutRow", "spec": {
               "title": "Row", "layout": {"kind": "GridLayout", "spec": {"items": [
                 {"kind": "GridLayoutItem", "spec": {"x": 0, "y": 0, "width": 8, "height": 5,
                   "element": {"kind": "ElementReference", "name": "cpu"}}}]}}}}]}}}
            """;

    /** A place in a board, and what of a reading is compared. */
    private record Damage(ObjectNode board, String pointer, Reading whole) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/panels | {\"panels\": \"none\"}",
                "/panels | {\"panels\": {\"a\": {\"type\": \"stat\"}}}",
                "/rows | {\"rows\": 7}",
                "/links | {\"panels\": [], \"links\": \"/d/other\"}",
                "/templating | {\"panels\": [], \"templating\": [1]}",
                "/templating/list | {\"panels\": [], \"templating\": {\"list\": {\"host\": 1}}}",
                "/annotations/list | {\"panels\": [], \"annotations\": {\"list\": true}}",
                "/tags | {\"panels\": [], \"tags\": \"linux\"}",
                "/uid | {\"panels\": [], \"uid\": 12}",
                "/panels/0/targets | {\"panels\": [{\"type\": \"stat\", \"targets\": \"up\"}]}",
                "/panels/0/fieldConfig | {\"panels\": [{\"type\": \"stat\", \"fieldConfig\": [1]}]}",
                "/panels/0/panels | {\"panels\": [{\"type\": \"row\", \"panels\": \"CPU\"}]}",
            })
    void saysWhichPartHasTheWrongType(String place, String board) {
        ObjectNode file = Json.parseObject(board).put("title", "T");
        Reading reading = GrafanaBoards.read(file, Map.of());
        assertThat(CHECK.check(reading.dashboard())).isEmpty();
        assertThat(reading.report())
                .filteredOn(Loss::isLost)
                .extracting(Loss::pointer)
                .containsExactly(place);
    }

    @Test
    void saysNothingOfPartsThatAreEmpty() {
        ObjectNode file =
                Json.parseObject(
                        """
                        {"title": "T", "links": {}, "templating": [], "annotations": null, "tags": "",
                         "panels": [{"type": "stat", "options": [], "fieldConfig": null, "targets": {}}]}
                        """);
        assertThat(GrafanaBoards.read(file, Map.of()).report()).isEmpty();
    }

    @Test
    void saysNothingOfAWholeBoardOfTheSecondForm() {
        Reading reading = GrafanaBoards.read(Json.parseObject(SECOND), Map.of());
        assertThat(reading.report()).isEmpty();
        assertThat(reading.dashboard().at("/spec/variables/1/options").findValuesAsText("value"))
                .containsExactly("small", "large");
    }

    @Test
    void namesPlacesOfTheSecondFormAsTheyAreInTheFile() {
        String file =
                SECOND.replace("\"unit\": \"s\"", "\"unit\": [1]")
                        .replace(
                                "\"spec\": {\"expr\": \"rate(cpu[1m])\"}",
                                "\"spec\": {\"expr\": [1]}");
        assertThat(GrafanaBoards.read(Json.parseObject(file), Map.of()).report())
                .extracting(Loss::pointer)
                .contains(
                        "/elements/cpu/spec/vizConfig/spec/fieldConfig/defaults/unit",
                        "/elements/cpu/spec/data/spec/queries/0/spec/query/spec/expr");
    }

    @Test
    void dropsNothingInSilenceWhereverAFixtureIsDamaged() throws IOException {
        List<String> silent = new ArrayList<>();
        int tried = 0;
        for (Damage damage : everyPlace()) {
            for (JsonNode odd : oddFor(damage.board().at(damage.pointer()))) {
                tried++;
                boolean isName = damage.pointer().endsWith("/datasource") && odd.isTextual();
                if (!isName && isSilent(damage, odd)) {
                    silent.add(damage.pointer() + " = " + odd);
                }
            }
        }
        assertThat(silent).isEmpty();
        assertThat(tried).isGreaterThan(2_000);
    }

    private static boolean isSilent(Damage damage, JsonNode odd) {
        ObjectNode board = damage.board().deepCopy();
        replace(board, JsonPointer.compile(damage.pointer()), odd);
        Reading reading = GrafanaBoards.read(board, Map.of());
        String place = byProperty(damage.board(), damage.pointer());
        boolean isTold =
                reading.report().stream()
                        .filter(loss -> !damage.whole().report().contains(loss))
                        .anyMatch(loss -> touches(loss.pointer(), place));
        JsonNode shown = shown(reading);
        // What is taken over as it is, such as options of transformations, is not dropped.
        return !isTold
                && !shown.equals(shown(damage.whole()))
                && !shown.toString().contains("odd")
                && !shown.toString().contains("7.7307");
    }

    private static boolean touches(String one, String other) {
        return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
    }

    /** Properties of overrides are reported by what they are called. */
    private static String byProperty(ObjectNode board, String pointer) {
        int at = pointer.indexOf("/properties/");
        int end = pointer.indexOf("/value", at);
        if (at < 0 || end < 0) {
            return pointer;
        }
        String id = Json.text(board.at(pointer.substring(0, end)), "id", "");
        String rest = pointer.substring(end + "/value".length());
        return pointer.substring(0, at) + "/properties/" + id.replace('.', '/') + rest;
    }

    /** Without what is only kept for the way back. */
    private static JsonNode shown(Reading reading) {
        ObjectNode copy = reading.dashboard().deepCopy();
        removeKept(copy);
        return copy;
    }

    private static void removeKept(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("x-grafana");
        }
        node.forEach(GrafanaDamageTest::removeKept);
    }

    /** Values of other types than the one that is there; plain values may stand for each other. */
    private static List<JsonNode> oddFor(JsonNode value) {
        List<JsonNode> odd = new ArrayList<>();
        if (value.isContainerNode()) {
            odd.add(Json.parse("\"odd\""));
            odd.add(Json.parse("7.7307"));
        }
        if (!value.isArray()) {
            odd.add(Json.parse("[\"odd\"]"));
        }
        if (!value.isObject()) {
            odd.add(Json.parse("{\"odd\": 1}"));
        }
        return odd;
    }

    private static void replace(ObjectNode board, JsonPointer place, JsonNode odd) {
        JsonNode parent = board.at(place.head());
        JsonPointer last = place.last();
        if (parent instanceof ArrayNode list) {
            list.set(last.getMatchingIndex(), odd);
        } else {
            ((ObjectNode) parent).set(last.getMatchingProperty(), odd);
        }
    }

    /** Each place that a fixture has, once for all places that mean the same. */
    private static List<Damage> everyPlace() throws IOException {
        List<Damage> places = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (ObjectNode board : smallBoards()) {
            Reading whole = GrafanaBoards.read(board, Map.of());
            for (Map.Entry<String, JsonNode> member : board.properties()) {
                String pointer = Json.pointerPart(member.getKey());
                collect(member.getValue(), pointer, pointer, board, whole, known, places);
            }
        }
        return places;
    }

    private static void collect(
            JsonNode node,
            String pointer,
            String meaning,
            ObjectNode board,
            Reading whole,
            Set<String> known,
            List<Damage> places) {
        if (known.add(meaning) && !node.isNull()) {
            places.add(new Damage(board, pointer, whole));
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            JsonNode item = node.get(i);
            String kind = Json.text(item, "type", Json.text(item, "id", ""));
            collect(
                    item,
                    pointer + "/" + i,
                    meaning + "/<" + kind + ">",
                    board,
                    whole,
                    known,
                    places);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String part = Json.pointerPart(member.getKey());
            collect(member.getValue(), pointer + part, meaning + part, board, whole, known, places);
        }
    }

    /** The fixtures in pieces, which are read faster: each without panels, and each panel alone. */
    private static List<ObjectNode> smallBoards() throws IOException {
        List<ObjectNode> small = new ArrayList<>();
        small.add(Json.parseObject(SECOND));
        for (ObjectNode board : fixtures()) {
            for (String part : List.of("panels", "rows")) {
                for (JsonNode panel : board.path(part)) {
                    ObjectNode alone = Json.object().put("title", "T");
                    alone.putArray(part).add(panel);
                    small.add(alone);
                }
            }
            ObjectNode rest = board.deepCopy();
            rest.putArray("panels");
            rest.remove("rows");
            small.add(rest);
        }
        return small;
    }

    private static List<ObjectNode> fixtures() throws IOException {
        List<ObjectNode> fixtures = new ArrayList<>();
        try (var all = Files.list(SharedData.path("fixtures/dashboards"))) {
            List<Path> files =
                    all.filter(file -> file.toString().endsWith(".json"))
                            .filter(file -> !file.endsWith("manifest.json"))
                            .sorted(Comparator.comparingLong(file -> file.toFile().length()))
                            .toList();
            for (Path file : files) {
                fixtures.add(DocumentText.readJson(Files.readString(file)));
            }
        }
        return fixtures;
    }
}
