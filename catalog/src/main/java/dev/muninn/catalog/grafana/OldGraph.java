package dev.muninn.catalog.grafana;

import static dev.muninn.catalog.grafana.OldPanels.section;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.List;
import java.util.Map;

/** Turns the graph panel of before version 8 into a time series. */
final class OldGraph {

    private static final List<String> UNDERSTOOD =
            List.of(
                    "aliasColors",
                    "bars",
                    "dashLength",
                    "dashes",
                    "decimals",
                    "fill",
                    "fillGradient",
                    "grid",
                    "hiddenSeries",
                    "legend",
                    "leftYAxisLabel",
                    "rightYAxisLabel",
                    "lines",
                    "linewidth",
                    "nullPointMode",
                    "percentage",
                    "pointradius",
                    "points",
                    "seriesOverrides",
                    "spaceLength",
                    "stack",
                    "steppedLine",
                    "thresholds",
                    "tooltip",
                    "xaxis",
                    "x-axis",
                    "y-axis",
                    "yaxes",
                    "yaxis",
                    "y_formats");

    private final ObjectNode panel;
    private final ObjectNode defaults;
    private final ObjectNode custom;
    private final OldOverrides overrides;

    private OldGraph(ObjectNode panel) {
        this.panel = panel;
        defaults = section(panel, "fieldConfig", "defaults");
        custom = section(defaults, "custom");
        overrides = OldOverrides.of(section(panel, "fieldConfig"));
    }

    static void modernise(ObjectNode panel) {
        OldGraph graph = new OldGraph(panel);
        panel.put("type", "timeseries");
        graph.curves();
        graph.axes();
        graph.legend();
        graph.tooltip();
        graph.thresholds();
        graph.overrides.addSeries(panel);
        panel.remove(UNDERSTOOD);
    }

    private void curves() {
        boolean isBars = panel.path("bars").asBoolean();
        boolean isLines = panel.path("lines").asBoolean(true);
        boolean isPoints = panel.path("points").asBoolean();
        custom.put("drawStyle", isBars ? "bars" : isLines ? "line" : "points");
        custom.put("lineWidth", isLines || isBars ? panel.path("linewidth").asInt(1) : 0);
        custom.put("fillOpacity", isBars ? 100 : panel.path("fill").asInt(1) * 10);
        custom.put("gradientMode", panel.path("fillGradient").asInt() > 0 ? "opacity" : "none");
        custom.put("showPoints", isPoints ? "always" : "never");
        custom.put("pointSize", panel.path("pointradius").asInt(2) * 2);
        custom.put(
                "lineInterpolation",
                panel.path("steppedLine").asBoolean() ? "stepAfter" : "linear");
        custom.put("spanNulls", Json.text(panel, "nullPointMode", "").equals("connected"));
        boolean isPercent = panel.path("percentage").asBoolean();
        String stacking =
                panel.path("stack").asBoolean() ? (isPercent ? "percent" : "normal") : "none";
        section(custom, "stacking").put("mode", stacking).put("group", "A");
        if (panel.path("dashes").asBoolean()) {
            ObjectNode style = section(custom, "lineStyle").put("fill", "dash");
            style.putArray("dash")
                    .add(panel.path("dashLength").asInt(10))
                    .add(panel.path("spaceLength").asInt(10));
        }
        section(defaults, "color").put("mode", "palette-classic");
    }

    private void axes() {
        ArrayNode axes = Json.array();
        for (int i = 0; i < 2; i++) {
            axes.add(axis(i));
        }
        axis(axes.get(0), defaults, custom);
        if (panel.path("decimals").isNumber()) {
            defaults.set("decimals", panel.get("decimals"));
        }
        for (JsonNode override : panel.path("seriesOverrides")) {
            if (override.path("yaxis").asInt(1) == 2) {
                ObjectNode settings = Json.object();
                ObjectNode inner = settings.putObject("custom");
                axis(axes.get(1), settings, inner);
                inner.put("axisPlacement", "right");
                overrides.add(Json.text(override, "alias", ""), settings);
            }
        }
    }

    /** An axis of the list, or of the forms before there was one. */
    private ObjectNode axis(int index) {
        ObjectNode axis =
                panel.path("yaxes").path(index) instanceof ObjectNode there
                        ? there.deepCopy()
                        : Json.object();
        if (!axis.has("format") && panel.path("y_formats").path(index).isTextual()) {
            axis.set("format", panel.path("y_formats").get(index));
        }
        String side = index == 0 ? "left" : "right";
        for (String bound : List.of("Min", "Max", "LogBase")) {
            String name =
                    bound.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + bound.substring(1);
            JsonNode old = panel.path("grid").path(side + bound);
            if (!axis.has(name) && !old.isMissingNode()) {
                axis.set(name, old);
            }
        }
        JsonNode label = panel.path(side + "YAxisLabel");
        if (!axis.has("label") && label.isTextual()) {
            axis.set("label", label);
        }
        return axis;
    }

    private static void axis(JsonNode axis, ObjectNode settings, ObjectNode custom) {
        OldPanels.move(((ObjectNode) axis).deepCopy(), "format", settings, "unit");
        for (String name : List.of("min", "max", "decimals")) {
            JsonNode number = Codec.NUMBER.read(axis.path(name));
            if (number != null) {
                settings.set(name, number);
            }
        }
        if (axis.path("label").isTextual()) {
            custom.set("axisLabel", axis.get("label"));
        }
        if (axis.path("show").isBoolean() && !axis.path("show").booleanValue()) {
            custom.put("axisPlacement", "hidden");
        }
        int base = axis.path("logBase").asInt(1);
        if (base > 1) {
            section(custom, "scaleDistribution").put("type", "log").put("log", base);
        }
    }

    private void legend() {
        JsonNode old = panel.path("legend");
        ObjectNode legend = section(panel, "options", "legend");
        boolean isTable = old.path("alignAsTable").asBoolean();
        legend.put("displayMode", isTable ? "table" : "list");
        legend.put("showLegend", old.path("show").asBoolean(true));
        legend.put("placement", old.path("rightSide").asBoolean() ? "right" : "bottom");
        ArrayNode calcs = legend.putArray("calcs");
        for (String name : List.of("min", "max", "avg", "current", "total")) {
            if (old.path(name).asBoolean() && old.path("values").asBoolean(true)) {
                calcs.add(OldPanels.reducer(name));
            }
        }
        if (old.path("sideWidth").isNumber()) {
            legend.set("width", old.get("sideWidth"));
        }
        if (old.path("sort").isTextual()) {
            Map<String, String> columns =
                    Map.of(
                            "avg", "Mean", "current", "Last *", "total", "Total", "min", "Min",
                            "max", "Max");
            legend.put("sortBy", columns.getOrDefault(old.path("sort").textValue(), "Last *"));
            legend.put("sortDesc", old.path("sortDesc").asBoolean());
        }
    }

    private void tooltip() {
        JsonNode old = panel.path("tooltip");
        ObjectNode tooltip = section(panel, "options", "tooltip");
        tooltip.put("mode", old.path("shared").asBoolean(true) ? "multi" : "single");
        tooltip.put(
                "sort",
                switch (old.path("sort").asInt()) {
                    case 1 -> "asc";
                    case 2 -> "desc";
                    default -> "none";
                });
    }

    private void thresholds() {
        if (!(panel.path("thresholds") instanceof ArrayNode list) || list.isEmpty()) {
            return;
        }
        ObjectNode thresholds = section(defaults, "thresholds").put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        steps.addObject().put("color", "transparent").putNull("value");
        boolean isArea = false;
        boolean isLine = false;
        for (JsonNode threshold : list) {
            JsonNode value = Codec.NUMBER.read(threshold.path("value"));
            if (value != null) {
                String color =
                        switch (Json.text(threshold, "colorMode", "critical")) {
                            case "warning" -> "orange";
                            case "ok" -> "green";
                            case "custom" -> Json.text(threshold, "lineColor", "red");
                            default -> "red";
                        };
                steps.addObject().put("color", color).set("value", value);
                isArea |= threshold.path("fill").asBoolean();
                isLine |= threshold.path("line").asBoolean();
            }
        }
        String style = isArea ? (isLine ? "line+area" : "area") : isLine ? "line" : "off";
        section(custom, "thresholdsStyle").put("mode", style);
    }
}
