package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;

/** Writes the parts of a dashboard in Grafana's form: panels, variables, annotations. */
final class PartWriter {

    private PartWriter() {}

    static ObjectNode panel(JsonNode ours) {
        ObjectNode theirs = Json.object();
        String kind = Json.text(ours, "kind", "");
        theirs.put(
                "type", PanelKinds.theirs(kind).orElse(Json.text(ours.path("options"), "was", "")));
        PanelReader.PANEL.write(ours, theirs);
        source(ours, theirs);
        if (ours.has("links")) {
            theirs.set("links", GrafanaWriter.list(ours.get("links"), LinkReader.PANEL_LINK));
        }
        if (ours.has("queries")) {
            ArrayNode targets = theirs.putArray("targets");
            ours.get("queries").forEach(query -> targets.add(query(query)));
        }
        if (ours.has("transforms")) {
            theirs.set(
                    "transformations",
                    GrafanaWriter.list(ours.get("transforms"), TransformReader.TRANSFORM));
        }
        if (!kind.equals("placeholder")) {
            ObjectNode options = Json.object();
            OptionRules.of(kind).write(ours.path("options"), options);
            OptionExtras.write(kind, ours.path("options"), options);
            theirs.set("options", options);
            theirs.set("fieldConfig", FieldWriter.write(ours.path("field")));
        }
        return theirs;
    }

    private static void source(JsonNode ours, ObjectNode theirs) {
        if (!theirs.has("datasource") && ours.path("source").isTextual()) {
            theirs.putObject("datasource")
                    .put("type", "prometheus")
                    .put("uid", ours.get("source").textValue());
        }
    }

    private static ObjectNode query(JsonNode ours) {
        if (Json.text(ours, "language", "").equals("other")
                && ours.path(Rules.KEPT) instanceof ObjectNode kept) {
            return kept.deepCopy();
        }
        ObjectNode theirs = Json.object();
        QueryReader.QUERY.write(ours, theirs);
        theirs.remove("refID");
        source(ours, theirs);
        return theirs;
    }

    static ObjectNode variable(JsonNode ours) {
        ObjectNode theirs = Json.object();
        VariableReader.VARIABLE.write(ours, theirs);
        if (!theirs.has("type")) {
            theirs.put("type", "textbox");
        }
        source(ours, theirs);
        for (String number : new String[] {"hide", "sort", "refresh"}) {
            JsonNode value = Codec.NUMBER.read(theirs.path(number));
            if (value != null) {
                theirs.set(number, value);
            }
        }
        if (ours.path("current").has("value") && !theirs.has("current")) {
            ObjectNode current = theirs.putObject("current");
            current.set("value", ours.path("current").get("value"));
            current.set(
                    "text",
                    ours.path("current").has("text")
                            ? ours.path("current").get("text")
                            : ours.path("current").get("value"));
        }
        if (ours.has("options") && theirs.path("options").isEmpty()) {
            ArrayNode options = theirs.putArray("options");
            for (JsonNode option : ours.get("options")) {
                String value = option.path("value").asText();
                options.addObject()
                        .put("value", value)
                        .put("text", Json.text(option, "text", value))
                        .put("selected", false);
            }
        }
        filters(ours, "filters", theirs);
        filters(ours, "baseFilters", theirs);
        return theirs;
    }

    private static void filters(JsonNode ours, String name, ObjectNode theirs) {
        if (!ours.has(name) || theirs.has(name)) {
            return;
        }
        ArrayNode filters = theirs.putArray(name);
        for (JsonNode filter : ours.get(name)) {
            filters.addObject()
                    .put("key", filter.path("key").asText())
                    .put("operator", filter.path("op").asText())
                    .put("value", filter.path("value").asText());
        }
    }

    static ObjectNode annotation(JsonNode ours) {
        ObjectNode theirs = Json.object();
        AnnotationReader.ANNOTATION.write(ours, theirs);
        if (ours.path("builtIn").asBoolean()) {
            theirs.put("builtIn", 1);
        }
        JsonNode expr = ours.path("query").path("expr");
        if (expr.isTextual() && !theirs.has("target")) {
            theirs.set("expr", expr);
            JsonNode step = ours.path("query").path("step");
            if (step.isTextual()) {
                theirs.set("step", step);
            }
        }
        if (ours.has("tagKeys") && !theirs.has("tagKeys")) {
            StringBuilder keys = new StringBuilder();
            ours.get("tagKeys")
                    .forEach(key -> keys.append(keys.isEmpty() ? "" : ",").append(key.asText()));
            theirs.put("tagKeys", keys.toString());
        }
        return theirs;
    }
}
