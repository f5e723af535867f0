package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;

/** Reads where the marks over curves come from. */
final class AnnotationReader {

    static final Rules ANNOTATION =
            new Rules()
                    .same(Codec.TEXT, "name", "titleFormat", "textFormat")
                    .rule("enable", "enabled", Codec.TRUTH)
                    .rule("hide", "hidden", Codec.TRUTH)
                    .rule("iconColor", "color", Codec.TEXT)
                    .rule("limit", "limit", Codec.COUNT)
                    .same(Codec.TEXTS, "tags")
                    .rule("matchAny", "matchAny", Codec.TRUTH)
                    .rule("placement", "placement", Codec.TEXT)
                    .keep("builtIn", "type", "datasource", "showIn", "expr", "step", "tagKeys")
                    .keep("target", "filter", "rawQuery", "query", "useValueForTime", "mappings")
                    .keep("snapshotData", "showLine", "lineColor", "iconSize", "$$hashKey")
                    .keep("tagsField", "titleField", "titleColumn", "textField", "tagsColumn");

    private static final Form FORM =
            new Form()
                    .values("builtIn", "target.matchAny", "filter.exclude")
                    .texts("expr", "step", "tagKeys")
                    .texts("target.expr", "target.interval", "target.legendFormat", "target.type")
                    .valueLists("target.tags", "filter.ids")
                    .textOrObject("datasource")
                    .texts("datasource.type", "datasource.uid");

    private final LossReport report;

    AnnotationReader(LossReport report) {
        this.report = report;
    }

    /** Reads a list; {@code place} is where one stands, with its number left open. */
    ArrayNode read(ArrayNode theirs, String place) {
        ArrayNode ours = Json.array();
        for (int i = 0; i < theirs.size(); i++) {
            String at = place.formatted(i);
            if (theirs.path(i) instanceof ObjectNode annotation) {
                ours.add(read(annotation, at, i));
            } else {
                report.lost(at, "an annotation is no object");
            }
        }
        return ours;
    }

    private ObjectNode read(ObjectNode theirs, String pointer, int index) {
        ObjectNode ours = Json.object();
        ours.put("kind", "events");
        FORM.check(theirs, pointer, report);
        ANNOTATION.read(theirs, pointer, ours, report);
        if (!ours.has("name")) {
            ours.put("name", "annotation " + (index + 1));
        }
        JsonNode target = theirs.path("target");
        String expr = Json.text(theirs, "expr", Json.text(target, "expr", ""));
        JsonNode source = theirs.path("datasource");
        if (theirs.path("builtIn").asInt() == 1) {
            ours.put("builtIn", true);
        } else if (!expr.isEmpty() && !Sources.isForeign(source)) {
            query(theirs, target, expr, ours);
        } else if (Sources.isForeign(source)) {
            report.lost(
                    pointer + "/datasource",
                    "the marks come from %s: kept, they are not shown"
                            .formatted(Sources.type(source)));
        } else {
            grafanasOwn(target, ours);
        }
        tagKeys(theirs.path("tagKeys"), ours);
        panels(theirs.path("filter"), ours);
        return ours;
    }

    private static void query(JsonNode theirs, JsonNode target, String expr, ObjectNode ours) {
        ours.put("kind", "query");
        ObjectNode query = ours.putObject("query").put("ref", "A").put("expr", expr);
        String step = Json.text(theirs, "step", Json.text(target, "interval", ""));
        if (!step.isEmpty()) {
            query.put("step", step);
        }
        String legend = Json.text(target, "legendFormat", "");
        if (!legend.isEmpty()) {
            query.put("legend", legend);
        }
        String source = Sources.variable(theirs.path("datasource"));
        if (!source.isEmpty()) {
            query.put("source", source);
        }
    }

    private static void grafanasOwn(JsonNode target, ObjectNode ours) {
        if (target.path("tags") instanceof ArrayNode tags && !ours.has("tags")) {
            ArrayNode list = ours.putArray("tags");
            tags.forEach(tag -> list.add(tag.asText()));
        }
        if (target.path("matchAny").asBoolean()) {
            ours.put("matchAny", true);
        }
        if (Json.text(target, "type", "").equals("dashboard")) {
            ours.put("onlyThisDashboard", true);
        }
    }

    private static void tagKeys(JsonNode theirs, ObjectNode ours) {
        if (theirs.isTextual() && !theirs.textValue().isBlank()) {
            ArrayNode keys = ours.putArray("tagKeys");
            for (String key : theirs.textValue().split(",")) {
                keys.add(key.strip());
            }
        }
    }

    private static void panels(JsonNode filter, ObjectNode ours) {
        if (filter.path("ids") instanceof ArrayNode ids && !ids.isEmpty()) {
            ObjectNode panels = ours.putObject("panels");
            panels.put("mode", filter.path("exclude").asBoolean() ? "exclude" : "include");
            ArrayNode elements = panels.putArray("elements");
            ids.forEach(id -> elements.add("panel-" + id.asText()));
        }
    }
}
