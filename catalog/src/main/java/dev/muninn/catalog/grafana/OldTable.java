package dev.muninn.catalog.grafana;

import static dev.muninn.catalog.grafana.OldPanels.section;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.List;
import java.util.Map;

/** Turns the table panel of before version 7 into today's. */
final class OldTable {

    /** What its way of putting series into a table is called as a transformation. */
    private static final Map<String, String> TRANSFORMS =
            Map.of(
                    "timeseries_to_columns", "seriesToColumns",
                    "timeseries_to_rows", "seriesToRows",
                    "timeseries_aggregations", "reduce",
                    "table", "merge");

    private OldTable() {}

    static void modernise(ObjectNode panel) {
        panel.put("type", "table");
        ObjectNode config = section(panel, "fieldConfig");
        section(config, "defaults", "custom");
        ArrayNode overrides = config.putArray("overrides");
        for (JsonNode style : panel.path("styles")) {
            if (style instanceof ObjectNode object) {
                style(object, overrides);
            }
        }
        transform(panel);
        ObjectNode options = section(panel, "options");
        options.put("showHeader", panel.path("showHeader").asBoolean(true));
        JsonNode column = panel.path("sort").path("col");
        if (column.isTextual()) {
            options.putArray("sortBy")
                    .addObject()
                    .put("displayName", column.textValue())
                    .put("desc", panel.path("sort").path("desc").asBoolean());
        }
        panel.remove(
                List.of(
                        "styles",
                        "transform",
                        "sort",
                        "showHeader",
                        "scroll",
                        "fontSize",
                        "pageSize",
                        "columns",
                        "filterNull"));
    }

    private static void transform(ObjectNode panel) {
        String kind = TRANSFORMS.get(Json.text(panel, "transform", ""));
        if (kind == null || panel.has("transformations")) {
            return;
        }
        ObjectNode transform = panel.putArray("transformations").addObject().put("id", kind);
        ObjectNode options = transform.putObject("options");
        if (kind.equals("reduce")) {
            ArrayNode reducers = options.putArray("reducers");
            for (JsonNode column : panel.path("columns")) {
                reducers.add(OldPanels.reducer(Json.text(column, "value", "")));
            }
        }
    }

    private static void style(ObjectNode style, ArrayNode overrides) {
        String pattern = Json.text(style, "pattern", "");
        if (pattern.isEmpty()) {
            return;
        }
        ObjectNode settings = Json.object();
        switch (Json.text(style, "type", "number")) {
            case "hidden" -> settings.put("custom.hidden", true);
            case "date" ->
                    settings.put(
                            "unit",
                            "time:" + Json.text(style, "dateFormat", "YYYY-MM-DD HH:mm:ss"));
            default -> numbers(style, settings);
        }
        if (!Json.text(style, "alias", "").isEmpty()) {
            settings.put("displayName", Json.text(style, "alias", ""));
        }
        String align = Json.text(style, "align", "auto");
        if (!align.equals("auto")) {
            settings.put("custom.align", align);
        }
        if (style.path("link").asBoolean()) {
            settings.putArray("links")
                    .addObject()
                    .put("title", Json.text(style, "linkTooltip", ""))
                    .put("url", Json.text(style, "linkUrl", ""))
                    .put("targetBlank", style.path("linkTargetBlank").asBoolean());
        }
        ObjectNode override = overrides.addObject();
        boolean isRegex = pattern.length() > 1 && pattern.startsWith("/");
        override.putObject("matcher")
                .put("id", isRegex ? "byRegexp" : "byName")
                .put("options", pattern);
        ArrayNode properties = override.putArray("properties");
        settings.properties()
                .forEach(
                        one ->
                                properties
                                        .addObject()
                                        .put("id", one.getKey())
                                        .set("value", one.getValue()));
    }

    private static void numbers(ObjectNode style, ObjectNode settings) {
        OldPanels.move(style, "unit", settings, "unit");
        if (style.path("decimals").isNumber()) {
            settings.set("decimals", style.get("decimals"));
        }
        String colors = Json.text(style, "colorMode", "");
        if (style.path("thresholds") instanceof ArrayNode bounds) {
            StringBuilder joined = new StringBuilder();
            bounds.forEach(bound -> joined.append(bound.asText()).append(','));
            style.put("thresholds", joined.toString());
        }
        if (!colors.isEmpty()) {
            OldPanels.thresholds(style, settings);
            settings.putObject("custom.cellOptions")
                    .put("type", colors.equals("value") ? "color-text" : "color-background");
        }
        OldPanels.mappings(style, settings);
    }
}
