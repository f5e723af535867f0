package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns panels of kinds that Grafana has replaced into the kinds that replaced them. */
final class OldPanels {

    private static final Map<String, String> REDUCERS =
            Map.ofEntries(
                    Map.entry("avg", "mean"),
                    Map.entry("current", "lastNotNull"),
                    Map.entry("total", "sum"),
                    Map.entry("min", "min"),
                    Map.entry("max", "max"),
                    Map.entry("first", "firstNotNull"),
                    Map.entry("delta", "delta"),
                    Map.entry("diff", "diff"),
                    Map.entry("range", "range"),
                    Map.entry("name", "lastNotNull"),
                    Map.entry("last_time", "lastNotNull"));

    private OldPanels() {}

    /** The panel in the form of today; a panel that has it already comes back as a copy. */
    static ObjectNode modernise(ObjectNode panel) {
        ObjectNode modern = panel.deepCopy();
        switch (Json.text(panel, "type", "")) {
            case "graph" -> OldGraph.modernise(modern);
            case "singlestat", "grafana-singlestat-panel" -> singleStat(modern);
            case "table-old" -> OldTable.modernise(modern);
            case "table" -> {
                if (panel.has("styles") && !panel.has("fieldConfig")) {
                    OldTable.modernise(modern);
                }
            }
            case "text" -> text(modern);
            case "heatmap" -> oldHeatmap(modern);
            case "dashlist", "alertlist", "pluginlist" -> liftOptions(modern);
            case "grafana-piechart-panel" -> pie(modern);
            default -> {}
        }
        return modern;
    }

    static String reducer(String old) {
        return REDUCERS.getOrDefault(old, "lastNotNull");
    }

    /** The object that is there, or a new one. */
    static ObjectNode section(ObjectNode object, String... path) {
        ObjectNode inner = object;
        for (String part : path) {
            inner = inner.path(part) instanceof ObjectNode there ? there : inner.putObject(part);
        }
        return inner;
    }

    /** Moves a member to another place, if it is there and says something. */
    static void move(ObjectNode from, String name, ObjectNode to, String newName) {
        JsonNode value = from.remove(name);
        if (value != null && !value.isNull() && !(value.isTextual() && value.asText().isEmpty())) {
            to.set(newName, value);
        }
    }

    private static void singleStat(ObjectNode panel) {
        boolean isGauge = panel.path("gauge").path("show").asBoolean();
        ObjectNode defaults = section(panel, "fieldConfig", "defaults");
        ObjectNode options = section(panel, "options");
        move(panel, "format", defaults, "unit");
        move(panel, "decimals", defaults, "decimals");
        move(panel, "nullText", defaults, "noValue");
        move(panel, "prefix", options, "prefix");
        move(panel, "postfix", options, "postfix");
        String calc = reducer(Json.text(panel, "valueName", "avg"));
        Paths.set(options, "reduceOptions.calcs", Json.array().add(calc));
        panel.remove("valueName");
        thresholds(panel, defaults);
        mappings(panel, defaults);
        if (isGauge) {
            panel.put("type", "gauge");
            defaults.set("min", number(panel.path("gauge").path("minValue"), 0));
            defaults.set("max", number(panel.path("gauge").path("maxValue"), 100));
            options.put(
                    "showThresholdMarkers",
                    panel.path("gauge").path("thresholdMarkers").asBoolean(true));
            options.put(
                    "showThresholdLabels", panel.path("gauge").path("thresholdLabels").asBoolean());
        } else {
            panel.put("type", "stat");
            options.put(
                    "graphMode",
                    panel.path("sparkline").path("show").asBoolean() ? "area" : "none");
            options.put(
                    "colorMode",
                    panel.path("colorBackground").asBoolean()
                            ? "background"
                            : panel.path("colorValue").asBoolean() ? "value" : "none");
            options.put("textMode", "value");
        }
        panel.remove(
                List.of(
                        "gauge",
                        "sparkline",
                        "colorBackground",
                        "colorValue",
                        "colorPrefix",
                        "colorPostfix",
                        "prefixFontSize",
                        "postfixFontSize",
                        "valueFontSize",
                        "nullPointMode",
                        "mappingTypes",
                        "tableColumn",
                        "aliasColors",
                        "bars",
                        "lines"));
        if (isGauge) {
            options.remove(List.of("prefix", "postfix"));
        }
    }

    private static JsonNode number(JsonNode value, double otherwise) {
        JsonNode number = Codec.NUMBER.read(value);
        return number == null ? Json.object().numberNode(otherwise) : number;
    }

    /** "50,80" and three colours. */
    static void thresholds(ObjectNode old, ObjectNode defaults) {
        JsonNode colors = old.path("colors");
        String[] bounds = old.path("thresholds").asText("").split(",");
        if (colors.isArray() && !colors.isEmpty()) {
            ObjectNode thresholds = section(defaults, "thresholds");
            thresholds.put("mode", "absolute");
            ArrayNode steps = thresholds.putArray("steps");
            steps.addObject().put("color", colors.get(0).asText()).putNull("value");
            for (int i = 0; i < bounds.length && i + 1 < colors.size(); i++) {
                JsonNode bound = Codec.NUMBER.read(steps.textNode(bounds[i].strip()));
                if (bound != null) {
                    steps.addObject().put("color", colors.get(i + 1).asText()).set("value", bound);
                }
            }
            section(defaults, "color").put("mode", "thresholds");
        }
        old.remove(List.of("colors", "thresholds"));
    }

    /** Texts for values (type 1) or for ranges (type 2); the other kind is not used then. */
    static void mappings(ObjectNode old, ObjectNode defaults) {
        boolean isRanges = old.path("mappingType").asInt(1) == 2;
        ArrayNode mappings = Json.array();
        for (JsonNode map : old.path(isRanges ? "rangeMaps" : "valueMaps")) {
            if (map instanceof ObjectNode object) {
                mappings.add(object.deepCopy().put("type", isRanges ? 2 : 1));
            }
        }
        if (!mappings.isEmpty()) {
            defaults.set("mappings", mappings);
        }
        old.remove(List.of("mappingType", "rangeMaps", "valueMaps"));
    }

    private static void text(ObjectNode panel) {
        ObjectNode options = section(panel, "options");
        move(panel, "mode", options, "mode");
        move(panel, "content", options, "content");
    }

    /** The first heatmap had its settings at the panel, and a copy of them may still be there. */
    private static void oldHeatmap(ObjectNode panel) {
        ObjectNode options = section(panel, "options");
        if (options.isEmpty()) {
            options.put(
                    "calculate", !Json.text(panel, "dataFormat", "timeseries").equals("tsbuckets"));
            Paths.set(options, "color.mode", options.textNode("scheme"));
            JsonNode scheme = panel.path("color").path("colorScheme");
            if (scheme.isTextual()) {
                String name = scheme.textValue().replace("interpolate", "");
                Paths.set(options, "color.scheme", options.textNode(name));
            }
            JsonNode axis = panel.path("yAxis");
            if (axis.path("format").isTextual()) {
                Paths.set(options, "yAxis.unit", axis.get("format"));
            }
            if (panel.path("reverseYBuckets").asBoolean()) {
                Paths.set(options, "yAxis.reverse", options.booleanNode(true));
            }
            Paths.set(
                    options,
                    "legend.show",
                    options.booleanNode(panel.path("legend").path("show").asBoolean()));
        }
        panel.remove(
                List.of(
                        "cards",
                        "color",
                        "dataFormat",
                        "heatmap",
                        "hideZeroBuckets",
                        "highlightCards",
                        "legend",
                        "reverseYBuckets",
                        "tooltip",
                        "tooltipDecimals",
                        "xAxis",
                        "xBucketNumber",
                        "xBucketSize",
                        "yAxis",
                        "yBucketBound",
                        "yBucketNumber",
                        "yBucketSize"));
    }

    /** Lists had their settings at the panel. */
    private static void liftOptions(ObjectNode panel) {
        if (panel.has("options")) {
            return;
        }
        ObjectNode options = section(panel, "options");
        Map<String, String> names =
                Map.of(
                        "starred", "showStarred",
                        "recent", "showRecentlyViewed",
                        "search", "showSearch",
                        "headings", "showHeadings",
                        "query", "query",
                        "tags", "tags",
                        "limit", "maxItems",
                        "nameFilter", "alertName",
                        "dashboardFilter", "dashboardTitle");
        names.forEach((old, name) -> move(panel, old, options, name));
        panel.remove(
                Set.of("show", "sortOrder", "stateFilter", "onlyAlertsOnDashboard", "folderId"));
    }

    private static void pie(ObjectNode panel) {
        ObjectNode options = section(panel, "options");
        move(panel, "pieType", options, "pieType");
        String calc = reducer(Json.text(panel, "valueName", "current"));
        Paths.set(options, "reduceOptions.calcs", Json.array().add(calc));
        move(panel, "format", section(panel, "fieldConfig", "defaults"), "unit");
        panel.remove(
                List.of(
                        "valueName",
                        "legend",
                        "legendType",
                        "aliasColors",
                        "combine",
                        "fontSize",
                        "breakPoint",
                        "strokeWidth",
                        "nullPointMode"));
    }
}
