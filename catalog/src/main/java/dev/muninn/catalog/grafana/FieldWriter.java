package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.Map;

/** Writes how fields look in Grafana's form. */
final class FieldWriter {

    private FieldWriter() {}

    static ObjectNode write(JsonNode field) {
        ObjectNode config = Json.object();
        config.set("defaults", settings(field.path("defaults")));
        ArrayNode overrides = config.putArray("overrides");
        for (JsonNode override : field.path("overrides")) {
            ObjectNode theirs = overrides.addObject();
            theirs.set("matcher", matcher(override.path("match")));
            ArrayNode properties = theirs.putArray("properties");
            properties(settings(override.path("set")), "", properties);
            GrafanaWriter.kept(override).forEach(one -> theirs.set(one.getKey(), one.getValue()));
        }
        return config;
    }

    private static void properties(JsonNode settings, String prefix, ArrayNode properties) {
        for (Map.Entry<String, JsonNode> member : settings.properties()) {
            if (prefix.isEmpty() && member.getKey().equals("custom")) {
                properties(member.getValue(), "custom.", properties);
            } else {
                properties
                        .addObject()
                        .put("id", prefix + member.getKey())
                        .set("value", member.getValue());
            }
        }
    }

    private static ObjectNode settings(JsonNode ours) {
        ObjectNode theirs = Json.object();
        FieldRules.FIELD.write(ours, theirs);
        if (theirs.path("custom") instanceof ObjectNode custom && custom.has("cellOptions")) {
            custom.remove("wrapText");
        }
        if (ours.has("color")) {
            theirs.set("color", color(ours.get("color")));
        }
        if (ours.has("thresholds")) {
            theirs.set("thresholds", thresholds(ours.get("thresholds")));
        }
        if (ours.has("mappings")) {
            ArrayNode mappings = theirs.putArray("mappings");
            ours.get("mappings").forEach(mapping -> mappings.add(mapping(mapping)));
        }
        if (ours.has("links")) {
            theirs.set("links", GrafanaWriter.list(ours.get("links"), LinkReader.PANEL_LINK));
        }
        return theirs;
    }

    private static ObjectNode color(JsonNode ours) {
        String scheme = Json.text(ours, "scheme", "");
        String mode =
                switch (Json.text(ours, "mode", "palette")) {
                    case "palette" ->
                            scheme.isEmpty() || scheme.equals("classic")
                                    ? "palette-classic"
                                    : scheme;
                    case "byName" -> "palette-classic-by-name";
                    case "continuous" -> "continuous-" + scheme;
                    default -> Json.text(ours, "mode", "");
                };
        ObjectNode theirs = Json.object().put("mode", mode);
        if (ours.has("color")) {
            theirs.set("fixedColor", ours.get("color"));
        }
        if (ours.has("by")) {
            theirs.set("seriesBy", ours.get("by"));
        }
        GrafanaWriter.kept(ours).forEach(one -> theirs.set(one.getKey(), one.getValue()));
        return theirs;
    }

    private static ObjectNode thresholds(JsonNode ours) {
        ObjectNode theirs = Json.object().put("mode", Json.text(ours, "mode", "absolute"));
        ArrayNode steps = theirs.putArray("steps");
        for (JsonNode step : ours.path("steps")) {
            ObjectNode one = steps.addObject();
            one.set("color", step.path("color"));
            one.set("value", step.has("value") ? step.get("value") : one.nullNode());
        }
        return theirs;
    }

    private static ObjectNode mapping(JsonNode ours) {
        String kind = Json.text(ours, "kind", "");
        ObjectNode theirs = Json.object().put("type", kind);
        ObjectNode options = theirs.putObject("options");
        ObjectNode result = Json.object();
        for (String name : new String[] {"text", "color", "icon", "index"}) {
            if (ours.has(name)) {
                result.set(name, ours.get(name));
            }
        }
        switch (kind) {
            case "value" -> options.set(ours.path("value").asText(), result);
            case "range" -> {
                options.set("from", ours.path("from"));
                options.set("to", ours.path("to"));
                options.set("result", result);
            }
            case "regex" -> {
                options.set("pattern", ours.path("pattern"));
                options.set("result", result);
            }
            default -> {
                options.set("match", ours.path("match"));
                options.set("result", result);
            }
        }
        return theirs;
    }

    private static ObjectNode matcher(JsonNode match) {
        ObjectNode matcher = Json.object();
        switch (Json.text(match, "kind", "")) {
            case "byName" -> matcher.put("id", "byName").set("options", match.path("name"));
            case "byRegexp" -> matcher.put("id", "byRegexp").set("options", match.path("pattern"));
            case "byQuery" -> matcher.put("id", "byFrameRefID").set("options", match.path("ref"));
            case "byType" -> matcher.put("id", "byType").set("options", match.path("type"));
            case "byNames" -> {
                ObjectNode options = matcher.put("id", "byNames").putObject("options");
                options.put("mode", match.path("invert").asBoolean() ? "exclude" : "include");
                options.set("names", match.path("names"));
                options.put("prefix", match.path("invert").asBoolean() ? "All except:" : "");
                options.put("readOnly", match.path("readOnly").asBoolean());
            }
            case "byValue" -> {
                ObjectNode options = matcher.put("id", "byValue").putObject("options");
                options.set("reducer", match.path("reducer"));
                options.set("op", match.path("op"));
                if (match.has("value")) {
                    options.set("value", match.get("value"));
                }
            }
            default -> matcher.put("id", "byRegexp").put("options", "/.*/");
        }
        return matcher;
    }
}
