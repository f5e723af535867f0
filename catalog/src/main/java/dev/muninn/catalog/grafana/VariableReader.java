package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.HashSet;
import java.util.Set;

/** Reads the variables of a dashboard. */
final class VariableReader {

    static final Codec KINDS =
            Codec.words(
                    "query",
                    "custom",
                    "interval",
                    "textbox=text",
                    "constant",
                    "datasource",
                    "adhoc",
                    "groupby=groupBy",
                    "switch");

    private static final String ALL = "$__all";

    static final Rules VARIABLE =
            new Rules()
                    .rule("type", "kind", KINDS)
                    .same(Codec.TEXT, "name", "label", "description", "allValue", "regex")
                    .rule(
                            "hide",
                            "hide",
                            Codec.words(
                                    "0=none",
                                    "1=label",
                                    "2=variable",
                                    "3=controlsMenu",
                                    "=none",
                                    "dontHide=none",
                                    "hideLabel=label",
                                    "hideVariable=variable",
                                    "inControlsMenu=controlsMenu"))
                    .rule("skipUrlSync", "skipUrl", Codec.TRUTH)
                    .same(Codec.TRUTH, "multi", "includeAll", "allowCustomValue")
                    .rule("query", "query", Codec.TEXT)
                    .rule("regexApplyTo", "regexApplyTo", Codec.words("value", "text"))
                    .rule(
                            "sort",
                            "sort",
                            Codec.words(
                                    "0=none",
                                    "1=alphabetical",
                                    "2=alphabeticalDesc",
                                    "3=numerical",
                                    "4=numericalDesc",
                                    "5=alphabeticalIgnoreCase",
                                    "6=alphabeticalIgnoreCaseDesc",
                                    "7=natural",
                                    "8=naturalDesc",
                                    "disabled=none",
                                    "alphabeticalAsc=alphabetical",
                                    "alphabeticalDesc",
                                    "numericalAsc=numerical",
                                    "numericalDesc",
                                    "alphabeticalCaseInsensitiveAsc=alphabeticalIgnoreCase",
                                    "alphabeticalCaseInsensitiveDesc=alphabeticalIgnoreCaseDesc",
                                    "naturalAsc=natural",
                                    "naturalDesc"))
                    .rule(
                            "refresh",
                            "refresh",
                            Codec.words(
                                    "0=never",
                                    "1=load",
                                    "2=range",
                                    "never",
                                    "onDashboardLoad=load",
                                    "onTimeRangeChanged=range",
                                    "false=never",
                                    "true=load"))
                    .rule("auto", "auto.enabled", Codec.TRUTH)
                    .rule("auto_count", "auto.steps", Codec.COUNT)
                    .rule("auto_min", "auto.min", Codec.TEXT)
                    .rule("defaultKeys", "defaultKeys", Codec.TEXTS)
                    .keep("definition", "datasource", "options", "current", "filters", "id")
                    .keep("baseFilters", "tagsQuery", "tagValuesQuery", "useTags", "tags", "query")
                    .keep(
                            "global",
                            "index",
                            "state",
                            "error",
                            "selected",
                            "queryValue",
                            "rootStateKey")
                    .keep("refresh_on_load", "datasourceType", "applyMode", "valuesFormat")
                    .keep("allFormat", "multiFormat", "usePrometheusEscaping", "$$hashKey");

    private static final Form FORM =
            new Form()
                    .objects("current")
                    .valuesOrLists("current.value", "current.text")
                    .list("options", new Form().values("value", "text"))
                    .textOrObject("query")
                    .textOrObject("datasource")
                    .texts("datasource.type", "datasource.uid")
                    .list("filters", filter())
                    .list("baseFilters", filter());

    private final LossReport report;

    VariableReader(LossReport report) {
        this.report = report;
    }

    /** Reads a list; {@code place} is where one stands, with its number left open. */
    ArrayNode read(ArrayNode theirs, String place) {
        ArrayNode ours = Json.array();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < theirs.size(); i++) {
            String at = place.formatted(i);
            if (theirs.path(i) instanceof ObjectNode variable) {
                ObjectNode read = read(variable, at, i);
                if (!names.add(read.path("name").asText())) {
                    String other = read.path("name").asText() + "_" + (i + 1);
                    report.warn(at + "/name", "the name is there twice: this one is now " + other);
                    read.put("name", other);
                    names.add(other);
                }
                ours.add(read);
            } else {
                report.lost(at, "a variable is no object");
            }
        }
        return ours;
    }

    private ObjectNode read(ObjectNode theirs, String pointer, int index) {
        ObjectNode ours = Json.object();
        FORM.check(theirs, pointer, report);
        VARIABLE.read(theirs, pointer, ours, report);
        if (!ours.has("kind")) {
            ours.put("kind", "text");
        }
        if (Json.text(ours, "name", "").isEmpty()) {
            ours.put("name", "variable" + (index + 1));
            report.warn(pointer + "/name", "the variable has no name and gets one");
        }
        if (theirs.path("query").isObject() && !ours.path("kind").asText().equals("query")) {
            report.lost(pointer + "/query", "it is no text and is left out");
        }
        current(theirs.path("current"), ours);
        String source = Sources.variable(theirs.path("datasource"));
        if (!source.isEmpty()) {
            ours.put("source", source);
        }
        switch (ours.path("kind").asText()) {
            case "query" -> query(theirs, pointer, ours);
            case "custom" -> options(theirs, "(?<!\\\\),", ours);
            case "interval" -> options(theirs, ",", ours);
            case "text", "constant" -> fixed(theirs, ours);
            case "adhoc" -> {
                filters(theirs.path("filters"), "filters", ours);
                filters(theirs.path("baseFilters"), "baseFilters", ours);
            }
            default -> {}
        }
        return ours;
    }

    private static Form filter() {
        return new Form().texts("key").values("operator", "value");
    }

    private static void current(JsonNode theirs, ObjectNode ours) {
        JsonNode value = theirs.path("value");
        if (value.isMissingNode() || value.isObject()) {
            return;
        }
        ObjectNode current = ours.putObject("current");
        current.set("value", value);
        JsonNode text = theirs.path("text");
        if (text.isTextual() || text.isArray()) {
            current.set("text", text);
        } else if (!Rules.isEmpty(text) && text.isValueNode()) {
            current.put("text", text.asText());
        }
    }

    /** The query is a text, or an object with the text in it. */
    private void query(ObjectNode theirs, String pointer, ObjectNode ours) {
        JsonNode query = theirs.path("query");
        if (query.isObject()) {
            String text = Json.text(query, "query", Json.text(query, "expr", ""));
            ours.put("query", text);
            if (text.isEmpty()) {
                report.lost(pointer + "/query", "the variable's query is not one for PromQL: kept");
            }
        }
        if (Sources.isForeign(theirs.path("datasource"))) {
            report.lost(
                    pointer + "/datasource",
                    "the variable asks %s: kept, it has no values here"
                            .formatted(Sources.type(theirs.path("datasource"))));
        }
        if (theirs.path("useTags").asBoolean()) {
            report.warn(pointer + "/useTags", "groups of values by tags are not known here: kept");
        }
    }

    /** The choices as they are listed, or as the query's text lists them. */
    private static void options(ObjectNode theirs, String comma, ObjectNode ours) {
        ArrayNode options = ours.putArray("options");
        for (JsonNode option : theirs.path("options")) {
            JsonNode value = option.path("value");
            if (value.isValueNode() && !value.isNull() && !isComputed(value.asText())) {
                ObjectNode one = options.addObject().put("value", value.asText());
                String text = option.path("text").asText(value.asText());
                if (!text.equals(value.asText())) {
                    one.put("text", text);
                }
            }
        }
        if (options.isEmpty()) {
            for (String part : theirs.path("query").asText("").split(comma)) {
                String choice = part.strip().replace("\\,", ",");
                int colon = choice.indexOf(" : ");
                if (colon > 0) {
                    options.addObject()
                            .put("value", choice.substring(colon + 3).strip())
                            .put("text", choice.substring(0, colon).strip());
                } else if (!choice.isEmpty()) {
                    options.addObject().put("value", choice);
                }
            }
        }
    }

    private static boolean isComputed(String value) {
        return value.equals(ALL) || value.startsWith("$__auto");
    }

    /** What is typed or fixed stands in the query. */
    private static void fixed(ObjectNode theirs, ObjectNode ours) {
        if (!ours.has("current") && theirs.path("query").isTextual()) {
            ours.putObject("current").put("value", theirs.path("query").textValue());
        }
    }

    private void filters(JsonNode theirs, String name, ObjectNode ours) {
        if (!(theirs instanceof ArrayNode list) || list.isEmpty()) {
            return;
        }
        ArrayNode filters = ours.putArray(name);
        for (JsonNode filter : list) {
            JsonNode operator =
                    Codec.words("=", "!=", "=~", "!~", "<", ">", "=|", "!=|")
                            .read(filter.path("operator"));
            if (filter.path("key").isTextual()) {
                ObjectNode one = filters.addObject().put("key", filter.path("key").textValue());
                one.set("op", operator == null ? one.textNode("=") : operator);
                one.put("value", filter.path("value").asText());
            }
        }
    }
}
