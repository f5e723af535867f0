package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.List;
import java.util.Map;

/** Reads how fields look: the defaults and what differs for some of them. */
final class FieldReader {

    /** Members that have a form of their own here. */
    private static final List<String> SPECIAL = List.of("color", "thresholds", "mappings", "links");

    private static final Rules STEP =
            new Rules()
                    .rule("color", "color", Codec.TEXT)
                    .keep("index", "line", "op", "yaxis", "state");

    private static final Form CONFIG =
            new Form()
                    .objects("defaults")
                    .list(
                            "overrides",
                            new Form()
                                    .texts("matcher.id")
                                    .list("properties", new Form().texts("id")));

    private static final Form MATCHER_OPTIONS =
            new Form()
                    .valueLists("names")
                    .texts("mode", "reducer", "op")
                    .values("readOnly", "value");

    private static final Form THRESHOLDS =
            new Form().texts("mode").list("steps", new Form().values("value"));

    private static final Form COLOR = new Form().texts("mode");

    private static final String CONTINUOUS = "continuous-";

    private final LossReport report;

    FieldReader(LossReport report) {
        this.report = report;
    }

    /** Reads {@code fieldConfig}. */
    ObjectNode read(JsonNode config, String pointer) {
        CONFIG.check(config, pointer, report);
        ObjectNode field = Json.object();
        field.set("defaults", settings(config.path("defaults"), pointer + "/defaults"));
        ArrayNode overrides = field.putArray("overrides");
        ArrayNode theirs = Form.listOf(config.path("overrides"));
        for (int i = 0; i < theirs.size(); i++) {
            if (theirs.get(i) instanceof ObjectNode override) {
                override(override, pointer + "/overrides/" + i, overrides);
            }
        }
        return field;
    }

    private ObjectNode settings(JsonNode theirs, String pointer) {
        ObjectNode ours = Json.object();
        if (!(theirs instanceof ObjectNode object)) {
            return ours;
        }
        ObjectNode plain = object.deepCopy();
        for (String special : SPECIAL) {
            JsonNode value = plain.path(special).isContainerNode() ? plain.remove(special) : null;
            boolean isList = special.equals("mappings") || special.equals("links");
            if (value != null && value.isArray() != isList) {
                report.lost(pointer + "/" + special, "it has another form than is known here");
            }
        }
        modernise(plain);
        FieldRules.FIELD.read(plain, pointer, ours, report);
        if (object.path("color") instanceof ObjectNode color) {
            ours.set("color", color(color, pointer + "/color"));
        }
        if (object.path("thresholds") instanceof ObjectNode thresholds) {
            ours.set("thresholds", thresholds(thresholds, pointer + "/thresholds"));
        }
        if (object.path("mappings") instanceof ArrayNode mappings && !mappings.isEmpty()) {
            ours.set("mappings", new MappingReader(report).read(mappings, pointer + "/mappings"));
        }
        if (object.path("links") instanceof ArrayNode links && !links.isEmpty()) {
            ours.set("links", new LinkReader(report).panelLinks(links, pointer + "/links"));
        }
        return ours;
    }

    /** Cells were described by one word before they had options. */
    private static void modernise(ObjectNode settings) {
        if (settings.path("custom") instanceof ObjectNode custom
                && custom.path("displayMode").isTextual()) {
            ObjectNode options =
                    custom.path("cellOptions") instanceof ObjectNode there
                            ? there
                            : custom.putObject("cellOptions");
            String mode = custom.remove("displayMode").textValue();
            switch (mode) {
                case "color-background-solid" ->
                        options.put("type", "color-background").put("mode", "basic");
                case "color-background" ->
                        options.put("type", "color-background").put("mode", "gradient");
                case "gradient-gauge" -> options.put("type", "gauge").put("mode", "gradient");
                case "lcd-gauge" -> options.put("type", "gauge").put("mode", "lcd");
                case "basic" -> options.put("type", "gauge").put("mode", "basic");
                default -> options.put("type", mode);
            }
        }
    }

    private ObjectNode color(ObjectNode theirs, String pointer) {
        ObjectNode ours = Json.object();
        COLOR.check(theirs, pointer, report);
        String mode = Json.text(theirs, "mode", "palette-classic");
        switch (mode) {
            case "palette-classic" -> ours.put("mode", "palette").put("scheme", "classic");
            case "palette-classic-by-name" -> ours.put("mode", "byName");
            case "thresholds", "fixed", "shades" -> ours.put("mode", mode);
            default -> {
                if (mode.startsWith(CONTINUOUS)) {
                    ours.put("mode", "continuous")
                            .put("scheme", mode.substring(CONTINUOUS.length()));
                } else {
                    ours.put("mode", "palette").put("scheme", mode);
                    report.warn(
                            pointer + "/mode",
                            "colour mode \"%s\" is not known here: the classic palette is used"
                                    .formatted(mode));
                }
            }
        }
        new Rules()
                .rule("fixedColor", "color", Codec.TEXT)
                .rule("seriesBy", "by", Codec.words("last", "min", "max"))
                .keep("mode")
                .read(theirs, pointer, ours, report);
        dropKept(ours, "mode");
        return ours;
    }

    private static void dropKept(ObjectNode ours, String member) {
        if (ours.path(Rules.KEPT) instanceof ObjectNode kept) {
            kept.remove(member);
            if (kept.isEmpty()) {
                ours.remove(Rules.KEPT);
            }
        }
    }

    private ObjectNode thresholds(ObjectNode theirs, String pointer) {
        ObjectNode ours = Json.object();
        THRESHOLDS.check(theirs, pointer, report);
        ours.put(
                "mode",
                Json.text(theirs, "mode", "").equals("percentage") ? "percentage" : "absolute");
        ArrayNode steps = ours.putArray("steps");
        ArrayNode list = Form.listOf(theirs.path("steps"));
        for (int i = 0; i < list.size(); i++) {
            String at = pointer + "/steps/" + i;
            if (!(list.get(i) instanceof ObjectNode object)) {
                continue;
            }
            ObjectNode read = steps.addObject();
            JsonNode value = Codec.NUMBER.read(object.path("value"));
            if (value == null && object.path("value").isTextual()) {
                report.warn(at + "/value", "it is no number: the step is the base");
            }
            // Without a value it is the base, from which the others rise.
            read.set("value", value == null ? read.nullNode() : value);
            ObjectNode rest = object.deepCopy();
            rest.remove("value");
            STEP.read(rest, at, read, report);
            if (!read.has("color")) {
                read.put("color", "green");
            }
        }
        return ours;
    }

    private void override(ObjectNode theirs, String pointer, ArrayNode overrides) {
        MATCHER_OPTIONS.check(
                theirs.path("matcher").path("options"), pointer + "/matcher/options", report);
        ObjectNode match = match(theirs.path("matcher"));
        if (match == null) {
            report.lost(
                    pointer + "/matcher",
                    "fields are chosen in a way that is not known here: the override is left out");
            return;
        }
        ObjectNode properties = Json.object();
        for (JsonNode property : Form.listOf(theirs.path("properties"))) {
            String id = Json.text(property, "id", "");
            if (!id.isEmpty() && property.has("value")) {
                Paths.set(properties, id, property.get("value"));
            }
        }
        ObjectNode ours = overrides.addObject();
        ours.set("match", match);
        ours.set("set", settings(properties, pointer + "/properties"));
        for (Map.Entry<String, JsonNode> member : theirs.properties()) {
            if (!member.getKey().equals("matcher") && !member.getKey().equals("properties")) {
                Paths.set(
                        ours,
                        Rules.KEPT + "." + Paths.escaped("", member.getKey()),
                        member.getValue());
            }
        }
    }

    private static @org.jspecify.annotations.Nullable ObjectNode match(JsonNode matcher) {
        JsonNode options = matcher.path("options");
        ObjectNode match = Json.object();
        String kind = Json.text(matcher, "id", "");
        boolean hasMembers = kind.equals("byNames") || kind.equals("byValue");
        if (hasMembers != options.isObject() && !Rules.isEmpty(options) || options.isArray()) {
            return null;
        }
        switch (kind) {
            case "byName" -> match.put("kind", "byName").put("name", options.asText());
            case "byRegexp" -> match.put("kind", "byRegexp").put("pattern", options.asText());
            case "byFrameRefID" -> match.put("kind", "byQuery").put("ref", options.asText());
            case "byType" -> match.put("kind", "byType").put("type", options.asText());
            case "byNames" -> {
                match.put("kind", "byNames");
                ArrayNode names = match.putArray("names");
                options.path("names").forEach(name -> names.add(name.asText()));
                if (Json.text(options, "mode", "").equals("exclude")) {
                    match.put("invert", true);
                }
                if (options.path("readOnly").asBoolean()) {
                    match.put("readOnly", true);
                }
            }
            case "byValue" -> {
                match.put("kind", "byValue");
                match.put("reducer", Json.text(options, "reducer", "lastNotNull"));
                match.put("op", Json.text(options, "op", "gte"));
                JsonNode value = options.path("value");
                if (value.isValueNode()) {
                    match.set("value", value);
                }
            }
            default -> {
                return null;
            }
        }
        return match;
    }
}
