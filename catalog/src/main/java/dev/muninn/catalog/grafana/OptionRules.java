package dev.muninn.catalog.grafana;

import static dev.muninn.catalog.grafana.Codec.COUNT;
import static dev.muninn.catalog.grafana.Codec.NUMBER;
import static dev.muninn.catalog.grafana.Codec.OBJECT;
import static dev.muninn.catalog.grafana.Codec.TEXT;
import static dev.muninn.catalog.grafana.Codec.TEXTS;
import static dev.muninn.catalog.grafana.Codec.TRUTH;
import static dev.muninn.catalog.grafana.Codec.words;

import java.util.Map;

/** What the options of each kind of panel are called. */
final class OptionRules {

    private static final Codec DIRECTION = words("auto", "horizontal", "vertical");

    private static final Codec SORT = words("none", "asc", "desc");

    private static final Rules LEGEND =
            new Rules()
                    .rule("displayMode", "mode", words("list", "table", "hidden"))
                    .rule("placement", "placement", words("bottom", "right"))
                    .same(TEXTS, "calcs", "values")
                    .same(NUMBER, "width", "limit")
                    .same(TEXT, "sortBy")
                    .same(TRUTH, "sortDesc", "enableFacetedFilter")
                    .keep("showLegend", "asTable", "isVisible");

    private static final Rules TOOLTIP =
            new Rules()
                    .rule("mode", "mode", words("single", "multi", "none=hidden"))
                    .rule("sort", "sort", SORT)
                    .same(TRUTH, "hideZeros")
                    .same(NUMBER, "maxHeight", "maxWidth")
                    .rule("yHistogram", "histogram", TRUTH)
                    .rule("showColorScale", "colorScale", TRUTH)
                    .keep("show");

    private static final Rules REDUCE =
            new Rules()
                    .same(TEXTS, "calcs")
                    .same(TRUTH, "values")
                    .same(NUMBER, "limit")
                    .same(TEXT, "fields");

    private static final Rules SIZE =
            new Rules()
                    .rule("titleSize", "title", NUMBER)
                    .rule("valueSize", "value", NUMBER)
                    .rule("percentSize", "percent", NUMBER);

    private static final Rules CURVES =
            withLegend().same(TEXTS, "timezones").rule("timezone", "timezones", TEXTS);

    private static final Rules STAT =
            reduced()
                    .rule("graphMode", "graph", words("none", "area", "line=area"))
                    .rule(
                            "colorMode",
                            "color",
                            words(
                                    "none",
                                    "value",
                                    "background",
                                    "background_solid=backgroundSolid"))
                    .rule(
                            "textMode",
                            "text",
                            words("auto", "value", "value_and_name=valueAndName", "name", "none"))
                    .rule("orientation", "orientation", DIRECTION)
                    .rule("justifyMode", "justify", words("auto", "center"))
                    .rule("wideLayout", "wide", TRUTH)
                    .rule("showPercentChange", "percentChange", TRUTH)
                    .rule("percentChangeColorMode", "percentChangeColor", TEXT)
                    .same(TEXT, "prefix", "postfix");

    private static final Rules GAUGE =
            reduced()
                    .rule("orientation", "orientation", DIRECTION)
                    .rule("showThresholdLabels", "thresholdLabels", TRUTH)
                    .rule("showThresholdMarkers", "thresholdMarkers", TRUTH)
                    .same(NUMBER, "neutral")
                    .rule("sizing", "sizing", words("auto", "manual"))
                    .rule("minVizWidth", "minWidth", NUMBER)
                    .rule("minVizHeight", "minHeight", NUMBER)
                    .same(TEXT, "shape");

    private static final Rules BAR_GAUGE =
            reduced()
                    .rule("orientation", "orientation", DIRECTION)
                    .rule("displayMode", "display", words("basic", "gradient", "lcd"))
                    .rule("valueMode", "value", words("color", "text", "hidden"))
                    .rule("namePlacement", "names", words("auto", "top", "left", "hidden"))
                    .rule("showUnfilled", "unfilled", TRUTH)
                    .rule("sizing", "sizing", words("auto", "manual"))
                    .rule("minVizWidth", "minWidth", NUMBER)
                    .rule("minVizHeight", "minHeight", NUMBER)
                    .rule("maxVizHeight", "maxHeight", NUMBER)
                    .section("legend", "legend", LEGEND);

    private static final Rules TABLE =
            new Rules()
                    .rule("showHeader", "header", TRUTH)
                    .rule("cellHeight", "cellHeight", words("sm", "md", "lg"))
                    .rule("footer.show", "footer.show", TRUTH)
                    .rule("footer.reducer", "footer.calcs", TEXTS)
                    .rule("footer.fields", "footer.fields", TEXTS)
                    .rule("footer.countRows", "footer.countRows", TRUTH)
                    .rule("footer.enablePagination", "footer.paging", TRUTH)
                    .rule("enablePagination", "footer.paging", TRUTH)
                    .rule("frameIndex", "frame", COUNT)
                    .rule("showSearch", "search", TRUTH)
                    .same(TRUTH, "filterable", "sortable")
                    .same(OBJECT, "frozenColumns")
                    .same(NUMBER, "maxRowHeight")
                    .keep("sortBy");

    private static final Rules PIE =
            withLegend()
                    .section("reduceOptions", "reduce", REDUCE)
                    .rule("pieType", "shape", words("pie", "donut"))
                    .rule("displayLabels", "labels", TEXTS)
                    .rule("sort", "sort", SORT);

    private static final Rules HEATMAP =
            new Rules()
                    .same(TRUTH, "calculate")
                    .rule("calculation.xBuckets.mode", "calculation.x.mode", words("size", "count"))
                    .rule("calculation.xBuckets.value", "calculation.x.value", TEXT)
                    .rule("calculation.yBuckets.mode", "calculation.y.mode", words("size", "count"))
                    .rule("calculation.yBuckets.value", "calculation.y.value", TEXT)
                    .section("calculation.yBuckets.scale", "calculation.y.scale", scale())
                    .section("calculation.xBuckets.scale", "calculation.x.scale", scale())
                    .rule("color.mode", "color.mode", words("scheme", "opacity"))
                    .rule("color.scheme", "color.scheme", TEXT)
                    .rule("color.fill", "color.fill", TEXT)
                    .rule("color.scale", "color.scale", words("linear", "exponential"))
                    .rule("color.exponent", "color.exponent", NUMBER)
                    .rule("color.steps", "color.steps", NUMBER)
                    .rule("color.reverse", "color.reverse", TRUTH)
                    .rule("color.min", "color.min", NUMBER)
                    .rule("color.max", "color.max", NUMBER)
                    .same(NUMBER, "cellGap", "cellRadius")
                    .rule("cellValues.unit", "cellValues.unit", TEXT)
                    .rule("cellValues.decimals", "cellValues.decimals", NUMBER)
                    .rule("filterValues.le", "hideBelow", NUMBER)
                    .rule("filterValues.ge", "hideAbove", NUMBER)
                    .same(TEXT, "showValue")
                    .rule("legend.show", "legend", TRUTH)
                    .rule("exemplars.color", "exemplarColor", TEXT)
                    .section("tooltip", "tooltip", TOOLTIP)
                    .section("yAxis", "y", heatmapAxis())
                    .rule("rowsFrame.layout", "rows", words("auto", "le", "ge", "unknown"))
                    .rule("rowsFrame.value", "rowsName", TEXT)
                    .rule("selectionMode", "selection", TEXT);

    private static final Rules STATES =
            withLegend()
                    .rule("mergeValues", "merge", TRUTH)
                    .same(TEXT, "showValue")
                    .rule("alignValue", "align", words("left", "center", "right"))
                    .same(NUMBER, "rowHeight", "perPage")
                    .rule("colWidth", "columnWidth", NUMBER)
                    .rule("timezone", "timezones", TEXTS);

    private static final Rules TEXT_PANEL =
            new Rules()
                    .rule("mode", "mode", words("markdown", "html", "code", "text=code"))
                    .same(TEXT, "content")
                    .rule("code.language", "language", TEXT)
                    .rule("code.showLineNumbers", "lineNumbers", TRUTH)
                    .rule("code.showMiniMap", "miniMap", TRUTH);

    private static final Rules ALERTS =
            new Rules()
                    .rule("viewMode", "view", words("list", "stat"))
                    .rule("maxItems", "limit", NUMBER)
                    .rule("groupBy", "groupBy", TEXTS)
                    .rule("groupMode", "group", words("default", "custom"))
                    .rule("alertName", "name", TEXT)
                    .rule("alertInstanceLabelFilter", "labelFilter", TEXT)
                    .rule("dashboardAlerts", "dashboardOnly", TRUTH)
                    .same(TEXT, "dashboardTitle")
                    .rule("datasource", "source", TEXT)
                    .same(TEXTS, "tags")
                    .rule("showInactiveAlerts", "inactive", TRUTH)
                    .keep("stateFilter", "sortOrder", "folder");

    private static final Rules DASHBOARDS =
            new Rules()
                    .rule("showStarred", "starred", TRUTH)
                    .rule("showRecentlyViewed", "recent", TRUTH)
                    .rule("showSearch", "search", TRUTH)
                    .rule("showHeadings", "headings", TRUTH)
                    .rule("showFolderNames", "folderNames", TRUTH)
                    .same(TEXT, "query")
                    .same(TEXTS, "tags")
                    .rule("folderUID", "folder", TEXT)
                    .rule("maxItems", "limit", NUMBER)
                    .rule("keepTime", "keepTime", TRUTH)
                    .rule("includeVars", "keepVariables", TRUTH)
                    .keep("folderId");

    private static final Rules BARS =
            withLegend()
                    .rule("orientation", "orientation", DIRECTION)
                    .same(TEXT, "xField", "colorByField", "showValue")
                    .rule("stacking", "stacking", words("none", "normal", "percent"))
                    .same(NUMBER, "barWidth", "groupWidth", "barRadius")
                    .rule("xTickLabelRotation", "xLabelRotation", NUMBER)
                    .rule("xTickLabelMaxLength", "xLabelMaxLength", NUMBER)
                    .rule("xTickLabelSpacing", "xLabelSpacing", NUMBER)
                    .same(TRUTH, "fullHighlight")
                    .section("text", "text", SIZE);

    private static final Rules HISTOGRAM =
            withLegend()
                    .same(NUMBER, "bucketSize", "bucketOffset", "bucketCount")
                    .same(TRUTH, "combine");

    private static final Map<String, Rules> BY_KIND =
            Map.ofEntries(
                    Map.entry("timeseries", CURVES),
                    Map.entry("stat", STAT),
                    Map.entry("gauge", GAUGE),
                    Map.entry("bargauge", BAR_GAUGE),
                    Map.entry("table", TABLE),
                    Map.entry("pie", PIE),
                    Map.entry("heatmap", HEATMAP),
                    Map.entry("stateTimeline", STATES),
                    Map.entry("statusHistory", STATES),
                    Map.entry("text", TEXT_PANEL),
                    Map.entry("alertList", ALERTS),
                    Map.entry("dashboardList", DASHBOARDS),
                    Map.entry("barchart", BARS),
                    Map.entry("histogram", HISTOGRAM));

    private OptionRules() {}

    /** Those of a kind of panel of ours. */
    static Rules of(String kind) {
        return BY_KIND.getOrDefault(kind, new Rules());
    }

    private static Rules withLegend() {
        return new Rules()
                .section("legend", "legend", LEGEND)
                .section("tooltip", "tooltip", TOOLTIP);
    }

    private static Rules reduced() {
        return new Rules()
                .section("reduceOptions", "reduce", REDUCE)
                .section("text", "size", SIZE)
                .keep("text");
    }

    private static Rules scale() {
        return new Rules()
                .rule("type", "type", words("linear", "log", "symlog", "ordinal"))
                .rule("log", "base", NUMBER)
                .same(NUMBER, "linearThreshold");
    }

    private static Rules heatmapAxis() {
        return new Rules()
                .same(TEXT, "unit")
                .same(NUMBER, "decimals", "min", "max")
                .same(TRUTH, "reverse")
                .rule("axisLabel", "label", TEXT)
                .rule("axisPlacement", "placement", words("auto", "left", "right", "hidden"))
                .rule("axisWidth", "width", NUMBER)
                .section("scaleDistribution", "scale", scale());
    }
}
