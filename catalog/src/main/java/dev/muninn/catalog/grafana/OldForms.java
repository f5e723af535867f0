package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.json.Json;
import java.util.Map;

/** The forms of what panels of kinds that Grafana has replaced say at the panel itself. */
final class OldForms {

    private static final Form NONE = new Form();

    private static final Form SERIES =
            new Form()
                    .texts("alias", "color", "transform", "fillBelowTo")
                    .values("bars", "lines", "fill", "linewidth", "points", "stack", "yaxis")
                    .values("dashes", "steppedLine", "hideTooltip", "legend");

    private static final Form MAPPING = new Form().values("value", "text", "from", "to");

    private static final Form GRAPH =
            new Form()
                    .objects("grid", "legend", "tooltip")
                    .objectOfValues("aliasColors")
                    .list("yaxes", axis())
                    .list("seriesOverrides", SERIES)
                    .list("thresholds", threshold())
                    .valueLists("y_formats")
                    .values("bars", "dashLength", "dashes", "decimals", "fill", "fillGradient")
                    .values("leftYAxisLabel", "rightYAxisLabel", "lines", "linewidth", "points")
                    .values("percentage", "pointradius", "spaceLength", "stack", "steppedLine")
                    .values("legend.alignAsTable", "legend.show", "legend.rightSide")
                    .values("legend.values", "legend.min", "legend.max", "legend.avg")
                    .values("legend.current", "legend.total", "legend.sideWidth")
                    .values("legend.sort", "legend.sortDesc", "tooltip.shared", "tooltip.sort")
                    .texts("nullPointMode");

    private static final Form SINGLE_STAT =
            new Form()
                    .objects("gauge", "sparkline")
                    .valueLists("colors")
                    .list("valueMaps", MAPPING)
                    .list("rangeMaps", MAPPING)
                    .values("thresholds", "mappingType", "colorBackground", "colorValue")
                    .values("gauge.show", "gauge.minValue", "gauge.maxValue", "sparkline.show")
                    .values("gauge.thresholdMarkers", "gauge.thresholdLabels")
                    .values("format", "decimals", "nullText", "prefix", "postfix")
                    .texts("valueName");

    private static final Form TABLE =
            new Form()
                    .list("styles", style())
                    .list("columns", new Form().texts("value"))
                    .texts("transform")
                    .objects("sort")
                    .values("showHeader", "sort.desc", "sort.col");

    private static final Form HEATMAP =
            new Form()
                    .objects("color", "yAxis", "legend")
                    .texts("dataFormat", "color.colorScheme", "yAxis.format")
                    .values("reverseYBuckets", "legend.show");

    private static final Map<String, Form> BY_KIND =
            Map.of(
                    "graph", GRAPH,
                    "singlestat", SINGLE_STAT,
                    "grafana-singlestat-panel", SINGLE_STAT,
                    "table-old", TABLE,
                    "table", TABLE,
                    "heatmap", HEATMAP,
                    "grafana-piechart-panel", new Form().texts("valueName"));

    private OldForms() {}

    /** That of a panel's kind. */
    static Form of(JsonNode panel) {
        return BY_KIND.getOrDefault(Json.text(panel, "type", ""), NONE);
    }

    private static Form axis() {
        return new Form().values("format", "min", "max", "decimals", "label", "show", "logBase");
    }

    private static Form threshold() {
        return new Form().texts("colorMode", "lineColor").values("value", "fill", "line");
    }

    private static Form style() {
        return new Form()
                .texts("pattern", "type", "dateFormat", "alias", "align", "colorMode")
                .texts("linkTooltip", "linkUrl")
                .values("unit", "decimals", "link", "linkTargetBlank", "mappingType")
                .valuesOrLists("thresholds")
                .valueLists("colors")
                .list("valueMaps", MAPPING)
                .list("rangeMaps", MAPPING);
    }
}
