package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes a dashboard in Grafana's first form. What an import has kept comes back; tabs become rows,
 * and rows in rows are written one after the other.
 */
public final class GrafanaWriter {

    /** The schema version of what is written: that of Grafana 12. */
    private static final int SCHEMA_VERSION = 41;

    private static final int COLUMNS = 24;

    private final JsonNode elements;
    private final ArrayNode panels = Json.array();
    private final Set<Integer> ids = new HashSet<>();
    private int bottom;

    private GrafanaWriter(JsonNode elements) {
        this.elements = elements;
        elements.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (name.matches("panel-\\d{1,9}")) {
                                ids.add(Integer.parseInt(name.substring(6)));
                            }
                        });
    }

    public static ObjectNode write(ObjectNode dashboard) {
        JsonNode spec = dashboard.path("spec");
        ObjectNode board = Json.object();
        GrafanaReader.DASHBOARD.write(spec, board);
        board.put("uid", Json.text(dashboard.path("metadata"), "uid", ""));
        board.set("tags", tags(dashboard));
        board.put(
                "graphTooltip",
                switch (Json.text(spec, "cursorSync", "crosshair")) {
                    case "off" -> 0;
                    case "tooltip" -> 2;
                    default -> 1;
                });
        board.put("refresh", Json.text(spec.path("refresh"), "every", ""));
        board.put("liveNow", Json.text(spec.path("refresh"), "mode", "").equals("live"));
        if (!board.has("schemaVersion") || board.path("schemaVersion").asInt() < SCHEMA_VERSION) {
            board.put("schemaVersion", SCHEMA_VERSION);
        }
        ArrayNode links = board.putArray("links");
        spec.path("links").forEach(link -> links.add(with(LinkReader.DASHBOARD_LINK, link)));
        ArrayNode variables = board.putObject("templating").putArray("list");
        spec.path("variables").forEach(variable -> variables.add(PartWriter.variable(variable)));
        ArrayNode annotations = board.putObject("annotations").putArray("list");
        spec.path("annotations").forEach(one -> annotations.add(PartWriter.annotation(one)));
        GrafanaWriter writer = new GrafanaWriter(spec.path("elements"));
        writer.layout(spec.path("layout"));
        board.set("panels", writer.panels);
        return board;
    }

    private static ArrayNode tags(ObjectNode dashboard) {
        ArrayNode tags = Json.array();
        dashboard.path("metadata").path("tags").forEach(tags::add);
        return tags;
    }

    static ObjectNode with(Rules rules, JsonNode ours) {
        ObjectNode theirs = Json.object();
        rules.write(ours, theirs);
        return theirs;
    }

    private void layout(JsonNode layout) {
        switch (Json.text(layout, "kind", "")) {
            case "grid" -> grid(layout, panels);
            case "autoGrid" -> autoGrid(layout, panels);
            case "rows" -> layout.path("rows").forEach(this::row);
            case "tabs" -> layout.path("tabs").forEach(this::row);
            default -> {}
        }
    }

    private void row(JsonNode row) {
        JsonNode inner = row.path("layout");
        boolean isPlain =
                row.path("hideHeader").asBoolean() && Json.text(row, "title", "").isEmpty();
        if (isPlain || inner.has("rows") || inner.has("tabs")) {
            layout(inner);
            return;
        }
        boolean isCollapsed = row.path("collapsed").asBoolean();
        ObjectNode theirs = panels.addObject();
        PlacesReader.ROW.write(row, theirs);
        theirs.remove("collapse");
        theirs.put("type", "row").put("collapsed", isCollapsed);
        if (!theirs.has("id")) {
            theirs.put("id", freeId());
        }
        place(theirs, 0, bottom, COLUMNS, 1);
        bottom++;
        ArrayNode inside = theirs.putArray("panels");
        ArrayNode target = isCollapsed ? inside : panels;
        if (inner.path("kind").asText().equals("autoGrid")) {
            autoGrid(inner, target);
        } else {
            grid(inner, target);
        }
    }

    private void grid(JsonNode layout, ArrayNode target) {
        int top = bottom;
        for (JsonNode item : layout.path("items")) {
            int y = top + item.path("y").asInt();
            int h = item.path("h").asInt();
            ObjectNode panel = panel(Json.text(item, "element", ""));
            place(panel, item.path("x").asInt(), y, item.path("w").asInt(), h);
            bottom = Math.max(bottom, y + h);
            target.add(panel);
        }
    }

    /** As many columns as are wished, all of the same height. */
    private void autoGrid(JsonNode layout, ArrayNode target) {
        int columns = Math.clamp(layout.path("maxColumns").asInt(3), 1, COLUMNS);
        int width = COLUMNS / columns;
        int height = 8;
        int index = 0;
        int top = bottom;
        for (JsonNode item : layout.path("items")) {
            ObjectNode panel = panel(Json.text(item, "element", ""));
            place(panel, index % columns * width, top + index / columns * height, width, height);
            target.add(panel);
            index++;
        }
        bottom = top + (index + columns - 1) / columns * height;
    }

    private static void place(ObjectNode panel, int x, int y, int w, int h) {
        panel.putObject("gridPos").put("x", x).put("y", y).put("w", w).put("h", h);
    }

    private ObjectNode panel(String name) {
        JsonNode ours = elements.path(name);
        ObjectNode panel = PartWriter.panel(ours);
        boolean isNumbered = name.matches("panel-\\d{1,9}");
        panel.put("id", isNumbered ? Integer.parseInt(name.substring(6)) : freeId());
        return panel;
    }

    private int freeId() {
        int id = 1;
        while (!ids.add(id)) {
            id++;
        }
        return id;
    }

    /** The entries of an object as the list that {@code rules} would read. */
    static ArrayNode list(JsonNode ours, Rules rules) {
        ArrayNode list = Json.array();
        ours.forEach(one -> list.add(with(rules, one)));
        return list;
    }

    /** What an object of ours keeps of Grafana. */
    static Set<Map.Entry<String, JsonNode>> kept(JsonNode ours) {
        return ours.path(Rules.KEPT).properties();
    }
}
