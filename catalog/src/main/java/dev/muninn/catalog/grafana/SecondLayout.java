package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the layout of the second form: grids, rows and tabs in each other. */
final class SecondLayout {

    private static final Codec DIRECTION = Codec.words("h=horizontal", "v=vertical");

    private static final Form FORM = new Form().lists("spec.rows", "spec.tabs", "spec.items");
    private static final Form PART = new Form().values("title");
    private static final Form ITEM = new Form().values("x", "y", "width", "height");

    private final LossReport report;
    private final PlacesReader places;
    private final JsonNode panels;
    private final Map<String, String> elements = new HashMap<>();
    private final Set<String> placed = new HashSet<>();

    SecondLayout(LossReport report, PlacesReader places, JsonNode panels) {
        this.report = report;
        this.places = places;
        this.panels = panels;
    }

    ObjectNode read(ObjectNode layout) {
        for (JsonNode panel : panels) {
            ObjectNode plain =
                    panel instanceof ObjectNode object ? object.deepCopy() : Json.object();
            String name = plain.path(SecondForm.ELEMENT).asText();
            plain.remove(SecondForm.ELEMENT);
            elements.put(name, places.add(plain, "/elements" + Json.pointerPart(name) + "/spec"));
        }
        return read(layout, "/layout");
    }

    private ObjectNode read(JsonNode layout, String pointer) {
        FORM.check(layout, pointer, report);
        JsonNode spec = layout.path("spec");
        String at = pointer + "/spec";
        return switch (Json.text(layout, "kind", "")) {
            case "RowsLayout" -> parts(Form.listOf(spec.path("rows")), "rows", at);
            case "TabsLayout" -> parts(Form.listOf(spec.path("tabs")), "tabs", at);
            case "AutoGridLayout", "ResponsiveGridLayout" -> autoGrid(spec, at);
            case "GridLayout" -> grid(spec, at);
            default -> {
                report.lost(pointer + "/kind", "this kind of layout is not known here");
                yield Json.object().put("kind", "grid").set("items", Json.array());
            }
        };
    }

    private ObjectNode parts(ArrayNode theirs, String name, String pointer) {
        ObjectNode ours = Json.object().put("kind", name);
        ArrayNode list = ours.putArray(name);
        for (int i = 0; i < theirs.size(); i++) {
            JsonNode spec = theirs.path(i).path("spec");
            String at = pointer + "/" + name + "/" + i + "/spec";
            PART.check(spec, at, report);
            ObjectNode part = list.addObject().put("title", spec.path("title").asText());
            if (name.equals("rows")) {
                truth(spec, "collapse", part, "collapsed");
                truth(spec, "hideHeader", part, "hideHeader");
                truth(spec, "fillScreen", part, "fillScreen");
            }
            repeat(spec.path("repeat"), part);
            condition(spec, at, part);
            part.set("layout", read(spec.path("layout"), at + "/layout"));
        }
        return ours;
    }

    private static void truth(JsonNode theirs, String name, ObjectNode ours, String ourName) {
        if (theirs.path(name).isBoolean()) {
            ours.set(ourName, theirs.get(name));
        }
    }

    private void condition(JsonNode spec, String pointer, ObjectNode ours) {
        if (spec.path("conditionalRendering").isObject()) {
            ours.set("condition", spec.get("conditionalRendering"));
            report.warn(
                    pointer + "/conditionalRendering",
                    "conditions are kept, but this part is always shown");
        }
    }

    private static void repeat(JsonNode theirs, ObjectNode ours) {
        if (theirs.path("value").isTextual()) {
            ObjectNode repeat = ours.putObject("repeat");
            repeat.set("variable", theirs.get("value"));
            JsonNode direction = DIRECTION.read(theirs.path("direction"));
            if (direction != null) {
                repeat.set("direction", direction);
            }
            JsonNode maximum = Codec.COUNT.read(theirs.path("maxPerRow"));
            if (maximum != null) {
                repeat.set("maxPerRow", maximum);
            }
        }
    }

    private ObjectNode autoGrid(JsonNode spec, String pointer) {
        ObjectNode ours = Json.object().put("kind", "autoGrid");
        JsonNode columns = Codec.COUNT.read(spec.path("maxColumnCount"));
        if (columns != null) {
            ours.set("maxColumns", columns);
        }
        JsonNode width = spec.path("columnWidth").isNumber() ? spec.get("columnWidth") : null;
        if (width != null) {
            ours.set("minColumnWidth", width);
        }
        JsonNode height =
                spec.path("rowHeight").isNumber()
                        ? spec.get("rowHeight")
                        : spec.path("rowHeightMode");
        if (height.isNumber() || height.isTextual()) {
            ours.set("rowHeight", height);
        }
        truth(spec, "fillScreen", ours, "fillScreen");
        ArrayNode items = ours.putArray("items");
        ArrayNode theirs = Form.listOf(spec.path("items"));
        for (int i = 0; i < theirs.size(); i++) {
            String at = pointer + "/items/" + i + "/spec";
            JsonNode item = theirs.path(i).path("spec");
            String element = element(item, at);
            if (!element.isEmpty()) {
                ObjectNode place = items.addObject().put("element", element);
                condition(item, at, place);
                repeat(item.path("repeat"), (ObjectNode) places.elements().get(element));
            }
        }
        return ours;
    }

    private ObjectNode grid(JsonNode spec, String pointer) {
        ObjectNode ours = Json.object().put("kind", "grid");
        ArrayNode items = ours.putArray("items");
        ArrayNode theirs = Form.listOf(spec.path("items"));
        for (int i = 0; i < theirs.size(); i++) {
            String at = pointer + "/items/" + i + "/spec";
            JsonNode item = theirs.path(i).path("spec");
            String element = element(item, at);
            if (!element.isEmpty()) {
                ITEM.check(item, at, report);
                int w = bounded(item.path("width"), 12, 1, 24);
                items.addObject()
                        .put("element", element)
                        .put("x", bounded(item.path("x"), 0, 0, 24 - w))
                        .put("y", bounded(item.path("y"), 0, 0, Integer.MAX_VALUE / 2))
                        .put("w", w)
                        .put("h", bounded(item.path("height"), 8, 1, 1_000));
                repeat(item.path("repeat"), (ObjectNode) places.elements().get(element));
            }
        }
        return ours;
    }

    private static int bounded(JsonNode value, int otherwise, int least, int most) {
        JsonNode number = Codec.COUNT.read(value);
        return Math.clamp(number == null ? otherwise : number.intValue(), least, most);
    }

    /** The id of the element that stands here; empty if there is none, or it stands elsewhere. */
    private String element(JsonNode item, String pointer) {
        String name = item.path("element").path("name").asText();
        String element = elements.getOrDefault(name, "");
        if (element.isEmpty()) {
            report.lost(pointer + "/element", "there is no element \"%s\"".formatted(name));
            return "";
        }
        if (!placed.add(element)) {
            report.lost(pointer + "/element", "element \"%s\" stands here twice".formatted(name));
            return "";
        }
        return element;
    }
}
