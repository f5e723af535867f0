package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads panels with where they stand: on a grid with rows between, or in the rows of old. */
final class PlacesReader {

    static final Rules ROW =
            new Rules()
                    .same(Codec.TEXT, "title")
                    .rule("collapsed", "collapsed", Codec.TRUTH)
                    .rule("collapse", "collapsed", Codec.TRUTH)
                    .rule("repeat", "repeat.variable", Codec.TEXT)
                    .keep("id", "type", "panels", "gridPos", "datasource", "targets", "showTitle")
                    .keep("titleSize", "height", "editable", "repeatIteration", "repeatRowId")
                    .keep("span", "scopedVars", "$$hashKey", "title", "repeatPanelId");

    private static final Form ROW_FORM =
            new Form()
                    .lists("panels", "targets")
                    .values("title", "showTitle", "collapse", "collapsed", "height", "gridPos.y");

    /** A unit of height with the gap below it, as Grafana draws it. */
    private static final double UNIT_PIXELS = 38;

    private static final int COLUMNS = 24;

    private static final int MAX_HEIGHT = 1_000;

    private final LossReport report;
    private final ObjectNode libraryPanels;
    private final ObjectNode elements = Json.object();
    private int rows;
    private int rowQueries;

    PlacesReader(LossReport report, ObjectNode libraryPanels) {
        this.report = report;
        this.libraryPanels = libraryPanels;
    }

    ObjectNode elements() {
        return elements;
    }

    /** How many rows there were. */
    int rows() {
        return rows;
    }

    /** How many queries rows have, left over from panels; they are kept and never sent. */
    int rowQueries() {
        return rowQueries;
    }

    /** Reads {@code panels}, where a row stands before the panels that are in it. */
    ObjectNode readGrid(ArrayNode panels) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            order.add(i);
        }
        order.sort(
                Comparator.comparingDouble(
                        i -> panels.path(i).path("gridPos").path("y").asDouble()));
        ArrayNode first = Json.array();
        ArrayNode list = Json.array();
        ArrayNode items = first;
        for (int i : order) {
            String at = "/panels/" + i;
            if (!(panels.path(i) instanceof ObjectNode panel)) {
                report.lost(at, "a panel is no object");
            } else if (isRow(panel)) {
                items = row(panel, at, list);
                ArrayNode inside = Form.listOf(panel.path("panels"));
                for (int j = 0; j < inside.size(); j++) {
                    placed(inside.path(j), at + "/panels/" + j, items);
                }
            } else {
                placed(panel, at, items);
            }
        }
        return layout(first, list);
    }

    private static boolean isRow(ObjectNode panel) {
        return Json.text(panel, "type", "").equals("row");
    }

    private ArrayNode row(ObjectNode theirs, String pointer, ArrayNode list) {
        rows++;
        ROW_FORM.check(theirs, pointer, report);
        rowQueries += Form.listOf(theirs.path("targets")).size();
        ObjectNode row = list.addObject();
        ROW.read(theirs, pointer, row, report);
        dropEmptyRepeat(row);
        // Its panels are read by themselves.
        if (row.path(Rules.KEPT) instanceof ObjectNode kept) {
            kept.remove(List.of("panels", "gridPos", "type"));
        }
        if (theirs.path("showTitle").isBoolean() && !theirs.path("showTitle").booleanValue()) {
            row.put("hideHeader", true);
        }
        return row.putObject("layout").put("kind", "grid").putArray("items");
    }

    /** A repetition that names no variable is none. */
    static void dropEmptyRepeat(ObjectNode ours) {
        if (Json.text(ours.path("repeat"), "variable", "").isEmpty()) {
            ours.remove("repeat");
        }
    }

    private void placed(JsonNode theirs, String pointer, ArrayNode items) {
        if (!(theirs instanceof ObjectNode panel)) {
            report.lost(pointer, "a panel is no object");
            return;
        }
        String element = add(panel, pointer);
        JsonNode place = panel.path("gridPos");
        int w = bounded(place.path("w"), 12, 1, COLUMNS);
        items.addObject()
                .put("element", element)
                .put("x", bounded(place.path("x"), 0, 0, COLUMNS - w))
                .put("y", bounded(place.path("y"), bottom(items), 0, Integer.MAX_VALUE / 2))
                .put("w", w)
                .put("h", bounded(place.path("h"), 8, 1, MAX_HEIGHT));
    }

    private static int bottom(ArrayNode items) {
        int bottom = 0;
        for (JsonNode item : items) {
            bottom = Math.max(bottom, item.path("y").asInt() + item.path("h").asInt());
        }
        return bottom;
    }

    private static int bounded(JsonNode value, int otherwise, int least, int most) {
        JsonNode number = Codec.COUNT.read(value);
        return Math.clamp(number == null ? otherwise : number.intValue(), least, most);
    }

    /** Reads the panel and returns the id of its element. */
    String add(ObjectNode theirs, String pointer) {
        String name = "panel-" + theirs.path("id").asText("").replaceAll("[^A-Za-z0-9]", "");
        int next = elements.size() + 1;
        while (name.equals("panel-") || elements.has(name)) {
            name = "panel-" + next++;
        }
        ObjectNode panel = withLibrary(theirs, pointer);
        elements.set(name, new PanelReader(report).read(panel, pointer));
        return name;
    }

    /** A panel of the library stands in the file apart from where it is used. */
    private ObjectNode withLibrary(ObjectNode panel, String pointer) {
        JsonNode library = panel.path("libraryPanel");
        if (!library.isObject() || panel.has("type") && panel.has("targets")) {
            return panel;
        }
        JsonNode entry = libraryPanels.path(library.path("uid").asText());
        JsonNode model = entry.has("model") ? entry.get("model") : library.path("model");
        if (!(model instanceof ObjectNode there)) {
            report.warn(
                    pointer + "/libraryPanel",
                    "the library panel \"%s\" is not in the file: export the board for sharing"
                            .formatted(Json.text(library, "name", "")));
            return panel;
        }
        ObjectNode whole = there.deepCopy();
        panel.properties().forEach(member -> whole.set(member.getKey(), member.getValue()));
        if (!Json.text(entry, "type", "").isEmpty() && !whole.has("type")) {
            whole.set("type", entry.get("type"));
        }
        return whole;
    }

    /** Reads {@code rows}, in which panels flow from left to right. */
    ObjectNode readRows(ArrayNode theirs) {
        ArrayNode list = Json.array();
        for (int i = 0; i < theirs.size(); i++) {
            String at = "/rows/" + i;
            if (!(theirs.path(i) instanceof ObjectNode row)) {
                report.lost(at, "a row is no object");
                continue;
            }
            ArrayNode items = row(row, at, list);
            if (!row.path("showTitle").asBoolean() && !row.path("collapse").asBoolean()) {
                ((ObjectNode) list.get(list.size() - 1)).put("hideHeader", true);
            }
            flow(row, at, items);
        }
        return Json.object().put("kind", "rows").set("rows", list);
    }

    private void flow(ObjectNode row, String pointer, ArrayNode items) {
        int rowHeight = units(row.path("height"), 7);
        int x = 0;
        int y = 0;
        int lineHeight = 0;
        ArrayNode panels = Form.listOf(row.path("panels"));
        for (int i = 0; i < panels.size(); i++) {
            String at = pointer + "/panels/" + i;
            if (!(panels.path(i) instanceof ObjectNode panel)) {
                report.lost(at, "a panel is no object");
                continue;
            }
            int w = bounded(panel.path("span"), 12, 1, 12) * 2;
            int h = units(panel.path("height"), rowHeight);
            if (x + w > COLUMNS) {
                x = 0;
                y += lineHeight;
                lineHeight = 0;
            }
            String element = add(panel, at);
            items.addObject()
                    .put("element", element)
                    .put("x", x)
                    .put("y", y)
                    .put("w", w)
                    .put("h", h);
            x += w;
            lineHeight = Math.max(lineHeight, h);
        }
    }

    /** A height in pixels, as a number or as {@code 250px}. */
    private static int units(JsonNode height, int otherwise) {
        JsonNode pixels =
                height.isTextual()
                        ? Codec.NUMBER.read(
                                height.textValue().endsWith("px")
                                        ? Json.object()
                                                .textNode(
                                                        height.textValue()
                                                                .replace("px", "")
                                                                .strip())
                                        : height)
                        : Codec.NUMBER.read(height);
        return pixels == null
                ? otherwise
                : (int) Math.clamp(Math.ceil(pixels.doubleValue() / UNIT_PIXELS), 2, MAX_HEIGHT);
    }

    private static ObjectNode layout(ArrayNode first, ArrayNode list) {
        if (list.isEmpty()) {
            return Json.object().put("kind", "grid").set("items", first);
        }
        ArrayNode all = Json.array();
        if (!first.isEmpty()) {
            ObjectNode head = all.addObject().put("title", "").put("hideHeader", true);
            head.putObject("layout").put("kind", "grid").set("items", first);
        }
        all.addAll(list);
        all.forEach(row -> moveUp((ArrayNode) row.path("layout").path("items")));
        return Json.object().put("kind", "rows").set("rows", all);
    }

    /** Places count from the top of the row. */
    private static void moveUp(ArrayNode items) {
        int top = Integer.MAX_VALUE;
        for (JsonNode item : items) {
            top = Math.min(top, item.path("y").asInt());
        }
        for (JsonNode item : items) {
            ((ObjectNode) item).put("y", item.path("y").asInt() - top);
        }
    }
}
