package dev.muninn.catalog.grafana;

import static dev.muninn.catalog.grafana.OldPanels.section;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.Map;

/** What the graph panel of before version 8 says of single series, as overrides. */
final class OldOverrides {

    private final ArrayNode overrides;

    private OldOverrides(ArrayNode overrides) {
        this.overrides = overrides;
    }

    /** The overrides of a panel's settings, to which others are added. */
    static OldOverrides of(ObjectNode config) {
        return new OldOverrides(
                config.path("overrides") instanceof ArrayNode there
                        ? there
                        : config.putArray("overrides"));
    }

    /** Adds what differs for single series: their colours and how they are drawn. */
    void addSeries(ObjectNode panel) {
        for (Map.Entry<String, JsonNode> color : panel.path("aliasColors").properties()) {
            ObjectNode settings = Json.object();
            section(settings, "color")
                    .put("mode", "fixed")
                    .put("fixedColor", color.getValue().asText());
            add(color.getKey(), settings);
        }
        for (JsonNode old : panel.path("seriesOverrides")) {
            ObjectNode settings = Json.object();
            ObjectNode look = settings.putObject("custom");
            look(old, settings, look);
            if (look.isEmpty()) {
                settings.remove("custom");
            }
            add(Json.text(old, "alias", ""), settings);
        }
    }

    /** Adds settings for series by name; one with slashes around it is a regular expression. */
    void add(String alias, ObjectNode settings) {
        if (alias.isEmpty() || settings.isEmpty()) {
            return;
        }
        ObjectNode override = overrides.addObject();
        override.putObject("matcher")
                .put("id", alias.length() > 1 && alias.startsWith("/") ? "byRegexp" : "byName")
                .put("options", alias);
        ArrayNode properties = override.putArray("properties");
        for (Map.Entry<String, JsonNode> member : settings.properties()) {
            if (member.getKey().equals("custom")) {
                member.getValue()
                        .properties()
                        .forEach(
                                one ->
                                        properties
                                                .addObject()
                                                .put("id", "custom." + one.getKey())
                                                .set("value", one.getValue()));
            } else {
                properties.addObject().put("id", member.getKey()).set("value", member.getValue());
            }
        }
    }

    private static void look(JsonNode old, ObjectNode settings, ObjectNode look) {
        if (old.path("color").isTextual()) {
            section(settings, "color").put("mode", "fixed").set("fixedColor", old.get("color"));
        }
        if (old.path("bars").asBoolean()) {
            look.put("drawStyle", "bars").put("fillOpacity", 100);
        } else if (old.path("lines").isBoolean()) {
            look.put("drawStyle", old.path("lines").booleanValue() ? "line" : "points");
        }
        if (old.path("fill").isNumber()) {
            look.put("fillOpacity", old.path("fill").asInt() * 10);
        }
        if (old.path("linewidth").isNumber()) {
            look.set("lineWidth", old.get("linewidth"));
        }
        if (old.path("points").isBoolean()) {
            look.put("showPoints", old.path("points").booleanValue() ? "always" : "never");
        }
        if (old.path("stack").isBoolean() || old.path("stack").isTextual()) {
            boolean isStacked = !old.path("stack").asText().equals("false");
            String group = old.path("stack").isTextual() ? old.path("stack").textValue() : "A";
            section(look, "stacking")
                    .put("mode", isStacked ? "normal" : "none")
                    .put("group", group);
        }
        if (Json.text(old, "transform", "").equals("negative-Y")) {
            look.put("transform", "negative-Y");
        }
        if (old.path("fillBelowTo").isTextual()) {
            look.set("fillBelowTo", old.get("fillBelowTo"));
        }
        if (old.path("dashes").asBoolean()) {
            section(look, "lineStyle").put("fill", "dash");
        }
        if (old.path("steppedLine").asBoolean()) {
            look.put("lineInterpolation", "stepAfter");
        }
        if (old.path("hideTooltip").asBoolean()) {
            section(look, "hideFrom").put("tooltip", true);
        }
        if (old.path("legend").isBoolean() && !old.path("legend").booleanValue()) {
            section(look, "hideFrom").put("legend", true);
        }
    }
}
