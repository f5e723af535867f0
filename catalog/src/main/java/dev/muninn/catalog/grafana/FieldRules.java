package dev.muninn.catalog.grafana;

import static dev.muninn.catalog.grafana.Codec.NUMBER;
import static dev.muninn.catalog.grafana.Codec.NUMBERS;
import static dev.muninn.catalog.grafana.Codec.OBJECT;
import static dev.muninn.catalog.grafana.Codec.TEXT;
import static dev.muninn.catalog.grafana.Codec.TRUTH;
import static dev.muninn.catalog.grafana.Codec.TRUTH_OR_NUMBER;
import static dev.muninn.catalog.grafana.Codec.words;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What the settings of a field are called: unit, colours, the look of curves and of cells. */
final class FieldRules {

    private static final Rules CURVE =
            new Rules()
                    .rule("drawStyle", "draw.style", words("line", "bars", "points"))
                    .rule(
                            "lineInterpolation",
                            "draw.interpolation",
                            words("linear", "smooth", "stepBefore", "stepAfter"))
                    .rule("lineWidth", "draw.lineWidth", NUMBER)
                    .rule("fillOpacity", "draw.fillOpacity", NUMBER)
                    .rule(
                            "gradientMode",
                            "draw.gradient",
                            words("none", "opacity", "hue", "scheme"))
                    .rule(
                            "lineStyle.fill",
                            "draw.line.fill",
                            words("solid", "dash", "dot", "square"))
                    .rule("lineStyle.dash", "draw.line.dash", NUMBERS)
                    .rule("showPoints", "draw.points", words("auto", "always", "never"))
                    .rule("pointSize", "draw.pointSize", NUMBER)
                    .rule("spanNulls", "draw.spanNulls", TRUTH_OR_NUMBER)
                    .rule("insertNulls", "draw.insertNulls", TRUTH_OR_NUMBER)
                    .rule("stacking.mode", "draw.stacking.mode", words("none", "normal", "percent"))
                    .rule("stacking.group", "draw.stacking.group", TEXT)
                    .rule("barAlignment", "draw.barAlignment", new Alignment())
                    .rule("barWidthFactor", "draw.barWidth", NUMBER)
                    .rule("barMaxWidth", "draw.barMaxWidth", NUMBER)
                    .rule(
                            "thresholdsStyle.mode",
                            "draw.thresholds",
                            words(
                                    "off",
                                    "line",
                                    "area",
                                    "dashed",
                                    "line+area",
                                    "dashed+area",
                                    "series"))
                    .rule("fillBelowTo", "draw.fillBelowTo", TEXT)
                    .rule(
                            "transform",
                            "draw.transform",
                            words("negative-Y=negativeY", "constant", "none"))
                    .rule("hideFrom.legend", "draw.hideFrom.legend", TRUTH)
                    .rule("hideFrom.tooltip", "draw.hideFrom.tooltip", TRUTH)
                    .rule("hideFrom.viz", "draw.hideFrom.viz", TRUTH)
                    .rule("showValues", "draw.showValues", TRUTH);

    private static final Rules AXIS =
            new Rules()
                    .rule(
                            "axisPlacement",
                            "draw.axis.placement",
                            words("auto", "left", "right", "hidden"))
                    .rule("axisLabel", "draw.axis.label", TEXT)
                    .rule("axisWidth", "draw.axis.width", NUMBER)
                    .rule("axisGridShow", "draw.axis.grid", TRUTH)
                    .rule("axisBorderShow", "draw.axis.border", TRUTH)
                    .rule("axisCenteredZero", "draw.axis.centeredZero", TRUTH)
                    .rule("axisColorMode", "draw.axis.colorMode", words("text", "series"))
                    .rule("axisSoftMin", "draw.axis.softMin", NUMBER)
                    .rule("axisSoftMax", "draw.axis.softMax", NUMBER)
                    .rule(
                            "scaleDistribution.type",
                            "draw.scale.type",
                            words("linear", "log", "symlog", "ordinal"))
                    .rule("scaleDistribution.log", "draw.scale.base", NUMBER)
                    .rule(
                            "scaleDistribution.linearThreshold",
                            "draw.scale.linearThreshold",
                            NUMBER);

    private static final Rules CELL =
            new Rules()
                    .rule(
                            "align",
                            "cell.align",
                            words("auto", "left", "center", "right", "null=auto"))
                    .rule("width", "cell.width", NUMBER)
                    .rule("minWidth", "cell.minWidth", NUMBER)
                    .rule("hidden", "cell.hidden", TRUTH)
                    .rule("filterable", "cell.filterable", TRUTH)
                    .rule("inspect", "cell.inspect", TRUTH)
                    .rule("wrapText", "cell.wrap", TRUTH)
                    .rule("cellOptions.wrapText", "cell.wrap", TRUTH)
                    .rule(
                            "cellOptions.type",
                            "cell.type",
                            words(
                                    "auto",
                                    "color-text=colorText",
                                    "color-background=colorBackground",
                                    "gauge",
                                    "sparkline",
                                    "json-view=json",
                                    "image",
                                    "data-links=links",
                                    "pill",
                                    "markdown",
                                    "actions",
                                    "geo"))
                    .rule("cellOptions.mode", "cell.mode", TEXT)
                    .rule("cellOptions.applyToRow", "cell.applyToRow", TRUTH)
                    .rule("cellOptions.hideValue", "cell.hideValue", TRUTH)
                    .rule("cellOptions.valueDisplayMode", "cell.valueMode", TEXT)
                    .rule("tooltip", "cell.tooltip", OBJECT)
                    .rule("footer", "cell.footer", OBJECT);

    /** Those of {@code fieldConfig.defaults}; an override's properties make the same object. */
    static final Rules FIELD =
            new Rules()
                    .same(TEXT, "unit", "displayName", "description", "noValue")
                    .same(NUMBER, "decimals", "min", "max")
                    .same(TRUTH, "filterable")
                    .rule("fieldMinMax", "perFieldRange", TRUTH)
                    .lifted("custom", CURVE)
                    .lifted("custom", AXIS)
                    .lifted("custom", CELL)
                    .keep("unitScale", "path", "writeable", "displayNameFromDS", "nullValueMode");

    private FieldRules() {}

    /** Where a bar stands beside its time: a number, which old boards give as a word. */
    private static final class Alignment implements Codec {

        @Override
        public @Nullable JsonNode read(JsonNode theirs) {
            JsonNode number = COUNT.read(theirs);
            return number != null && Math.abs(number.intValue()) <= 1 ? number : null;
        }

        @Override
        public JsonNode write(JsonNode ours) {
            return ours;
        }
    }
}
