package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a dashboard of Grafana's second form (v2) into the first, but for its layout. */
final class SecondForm {

    /** Where the layout stands afterwards. */
    static final String LAYOUT = "x-layout";

    /** The name that an element has in the layout, written at its panel. */
    static final String ELEMENT = "x-element";

    private static final Map<String, String> VARIABLES =
            Map.of(
                    "QueryVariable", "query",
                    "CustomVariable", "custom",
                    "IntervalVariable", "interval",
                    "TextVariable", "textbox",
                    "ConstantVariable", "constant",
                    "DatasourceVariable", "datasource",
                    "AdhocVariable", "adhoc",
                    "GroupByVariable", "groupby",
                    "SwitchVariable", "switch");

    private static final Form FORM =
            new Form()
                    .objects("layout", "timeSettings")
                    .list("timeSettings.quickRanges", new Form())
                    .list(
                            "variables",
                            new Form()
                                    .texts("kind")
                                    .textOrObject("spec.query")
                                    .objects("spec", "spec.query.spec"))
                    .list("annotations", new Form().objects("spec", "spec.query.spec"));

    private static final Form ELEMENT_FORM =
            new Form()
                    .texts("kind", "spec.vizConfig.group")
                    .objects("spec", "spec.vizConfig.spec", "spec.data.spec.queryOptions")
                    .list("spec.data.spec.queries", new Form().objects("spec.query.spec"))
                    .list("spec.data.spec.transformations", new Form().objects("spec"));

    /** Members of a panel of the first form. */
    private static final Pattern MEMBER = Pattern.compile("(/elements/[^/]+/spec)/(\\w+)(.*)");

    private SecondForm() {}

    /** The first form; a dashboard that has it already comes back as it is. */
    static ObjectNode toFirst(ObjectNode second, LossReport report) {
        if (!(second.path("elements") instanceof ObjectNode elements)) {
            return second;
        }
        FORM.check(second, "", report);
        elements.properties().forEach(entry -> check(entry, report));
        ObjectNode first = second.deepCopy();
        first.remove(List.of("elements", "variables", "cursorSync", "timeSettings"));
        first.set(LAYOUT, second.path("layout"));
        first.remove("layout");
        first.set("graphTooltip", second.path("cursorSync"));
        time(second.path("timeSettings"), first);
        ArrayNode panels = first.putArray("panels");
        elements.properties().forEach(entry -> panels.add(panel(entry.getKey(), entry.getValue())));
        ArrayNode variables = first.putObject("templating").putArray("list");
        Form.listOf(second.path("variables"))
                .forEach(variable -> variables.add(variable(variable)));
        ArrayNode annotations = first.putObject("annotations").putArray("list");
        Form.listOf(second.path("annotations")).forEach(one -> annotations.add(annotation(one)));
        if (second.path("liveNow").asBoolean()) {
            first.put("liveNow", true);
        }
        return first;
    }

    /** Where in the file that stands which the first form has at a pointer. */
    static String place(String pointer) {
        Matcher member = MEMBER.matcher(pointer);
        if (!member.matches()) {
            return pointer;
        }
        String panel = member.group(1);
        String name = member.group(2);
        String rest = member.group(3);
        return switch (name) {
            case "options", "fieldConfig" -> panel + "/vizConfig/spec/" + name + rest;
            case "targets" ->
                    panel
                            + "/data/spec/queries"
                            + rest.replaceFirst("^(/\\d+)", "$1/spec/query/spec");
            case "transformations" ->
                    panel + "/data/spec/transformations" + rest.replaceFirst("^(/\\d+)", "$1/spec");
            case "timeFrom", "timeShift", "hideTimeOverride", "interval", "maxDataPoints" ->
                    panel + "/data/spec/queryOptions/" + name + rest;
            default -> pointer;
        };
    }

    private static void check(Map.Entry<String, JsonNode> element, LossReport report) {
        String pointer = "/elements" + Json.pointerPart(element.getKey());
        if (element.getValue().isObject()) {
            ELEMENT_FORM.check(element.getValue(), pointer, report);
        } else {
            report.lost(pointer, "it is no object and is left out");
        }
    }

    private static void time(JsonNode settings, ObjectNode first) {
        ObjectNode time = first.putObject("time");
        time.set("from", settings.path("from"));
        time.set("to", settings.path("to"));
        first.set("timezone", settings.path("timezone"));
        first.set("refresh", settings.path("autoRefresh"));
        first.set("weekStart", settings.path("weekStart"));
        first.set("fiscalYearStartMonth", settings.path("fiscalYearStartMonth"));
        ObjectNode picker = first.putObject("timepicker");
        picker.set("refresh_intervals", settings.path("autoRefreshIntervals"));
        picker.set("hidden", settings.path("hideTimepicker"));
        picker.set("nowDelay", settings.path("nowDelay"));
        picker.set("quick_ranges", settings.path("quickRanges"));
        removeMissing(first);
        removeMissing(time);
        removeMissing(picker);
    }

    private static void removeMissing(ObjectNode object) {
        object.properties().removeIf(entry -> entry.getValue().isMissingNode());
    }

    private static ObjectNode panel(String name, JsonNode element) {
        JsonNode spec = element.path("spec");
        ObjectNode panel = Json.object().put(ELEMENT, name);
        copy(spec, panel, "id", "title", "description", "links", "transparent");
        if (Json.text(element, "kind", "").equals("LibraryPanel")) {
            panel.set("libraryPanel", spec.path("libraryPanel"));
            removeMissing(panel);
            return panel;
        }
        JsonNode look = spec.path("vizConfig");
        // Before the last change of the form the kind of the panel stood in the place of "group".
        String group = Json.text(look, "group", Json.text(look, "kind", ""));
        panel.put("type", group);
        copy(look.path("spec"), panel, "options", "fieldConfig", "pluginVersion");
        JsonNode data = spec.path("data").path("spec");
        ArrayNode targets = panel.putArray("targets");
        Form.listOf(data.path("queries")).forEach(query -> targets.add(query(query)));
        ArrayNode transforms = panel.putArray("transformations");
        for (JsonNode transform : Form.listOf(data.path("transformations"))) {
            ObjectNode one =
                    transform.path("spec") instanceof ObjectNode there
                            ? there.deepCopy()
                            : Json.object();
            if (!one.has("id")) {
                one.put("id", Json.text(transform, "group", Json.text(transform, "kind", "")));
            }
            transforms.add(one);
        }
        JsonNode options = data.path("queryOptions");
        copy(options, panel, "timeFrom", "timeShift", "hideTimeOverride", "interval");
        copy(options, panel, "maxDataPoints", "cacheTimeout", "queryCachingTTL");
        return panel;
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (String name : names) {
            if (from.has(name)) {
                to.set(name, from.get(name));
            }
        }
    }

    private static ObjectNode query(JsonNode panelQuery) {
        JsonNode spec = panelQuery.path("spec");
        JsonNode query = spec.path("query");
        ObjectNode target =
                query.path("spec") instanceof ObjectNode inner ? inner.deepCopy() : Json.object();
        target.set("refId", spec.path("refId"));
        if (spec.path("hidden").asBoolean()) {
            target.put("hide", true);
        }
        source(query, spec.path("datasource"), target);
        removeMissing(target);
        return target;
    }

    /** The source's kind is the query's group, or stood beside the query. */
    private static void source(JsonNode query, JsonNode beside, ObjectNode to) {
        JsonNode own = query.has("datasource") ? query.get("datasource") : beside;
        ObjectNode source = to.putObject("datasource");
        String type =
                Json.text(own, "type", Json.text(query, "group", Json.text(query, "kind", "")));
        if (!type.isEmpty() && !type.equals("DataQuery")) {
            source.put("type", type);
        }
        String uid = Json.text(own, "name", Json.text(own, "uid", ""));
        if (!uid.isEmpty()) {
            source.put("uid", uid);
        }
    }

    private static ObjectNode variable(JsonNode second) {
        ObjectNode first =
                second.path("spec") instanceof ObjectNode spec ? spec.deepCopy() : Json.object();
        String kind = Json.text(second, "kind", "");
        first.put("type", VARIABLES.getOrDefault(kind, kind));
        if (kind.equals("DatasourceVariable")) {
            first.set("query", first.path("pluginId"));
            first.remove("pluginId");
        }
        if (kind.equals("QueryVariable") && first.path("query").isObject()) {
            JsonNode query = first.get("query");
            source(query, first.path("datasource"), first);
            first.set("query", query.path("spec"));
            JsonNode text = query.path("spec").path("__legacyStringValue");
            if (text.isTextual()) {
                first.set("query", text);
            }
        }
        removeMissing(first);
        return first;
    }

    private static ObjectNode annotation(JsonNode second) {
        ObjectNode first =
                second.path("spec") instanceof ObjectNode spec ? spec.deepCopy() : Json.object();
        if (first.path("builtIn").asBoolean()) {
            first.put("builtIn", 1);
        } else {
            first.remove("builtIn");
        }
        JsonNode query = first.path("query");
        if (query.isObject()) {
            source(query, first.path("datasource"), first);
            first.set("target", query.path("spec"));
            first.remove("query");
        }
        removeMissing(first);
        return first;
    }
}
