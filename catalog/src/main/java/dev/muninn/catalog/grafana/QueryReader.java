package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;

/** Reads queries; the text of PromQL stays as it is, byte for byte. */
final class QueryReader {

    static final Rules QUERY =
            new Rules()
                    .rule("refId", "ref", Codec.TEXT)
                    .rule("refID", "ref", Codec.TEXT)
                    .same(Codec.TEXT, "expr")
                    .rule("legendFormat", "legend", Codec.TEXT)
                    .rule(
                            "format",
                            "format",
                            Codec.words("time_series=timeSeries", "table", "heatmap"))
                    .same(Codec.TRUTH, "instant", "range")
                    .rule("interval", "step", Codec.TEXT)
                    .rule("hide", "hidden", Codec.TRUTH)
                    .rule("exemplar", "exemplars", Codec.TRUTH)
                    .rule("intervalFactor", "intervalFactor", Codec.NUMBER)
                    // Of the query editor, of other data sources, and of panels that were copied.
                    .keep("datasource", "editorMode", "metric", "step", "queryType", "dsType")
                    .keep("groupBy", "measurement", "policy", "resultFormat", "select", "tags")
                    .keep("alias", "target", "key", "legendLink", "useBackend", "orderByTime")
                    .keep("disableTextWrap", "fullMetaSearch", "includeNullMetadata", "rawQuery")
                    .keep("$$hashKey", "requestId", "textEditor", "logBase", "max", "min")
                    .keep("direction", "valueType", "hideAliases", "application", "adhocFilters")
                    .keep("prometheus", "datasourceErrors", "errors", "query", "version");

    private static final Form FORM =
            new Form()
                    .textOrObject("datasource")
                    .texts("datasource.type", "datasource.uid", "expr");

    private final LossReport report;

    QueryReader(LossReport report) {
        this.report = report;
    }

    /** Reads {@code targets}. */
    ArrayNode read(JsonNode targets, JsonNode panelSource, String pointer) {
        ArrayNode queries = Json.array();
        for (int i = 0; i < targets.size(); i++) {
            String at = pointer + "/" + i;
            if (targets.path(i) instanceof ObjectNode target) {
                queries.add(query(target, panelSource, at, i));
            } else {
                report.lost(at, "a query is no object");
            }
        }
        return queries;
    }

    ObjectNode query(ObjectNode target, JsonNode panelSource, String pointer, int index) {
        FORM.check(target, pointer, report);
        JsonNode own = target.path("datasource");
        JsonNode source = own.isMissingNode() || own.isNull() ? panelSource : own;
        ObjectNode query = Json.object();
        boolean isForeign = Sources.isForeign(source) || !target.path("expr").isTextual();
        if (isForeign) {
            // Its members mean something else: none of them is an option that is missing here.
            query.put("ref", ref(target, index)).put("language", "other");
            query.put("expr", Json.text(target, "expr", ""));
            query.set(Rules.KEPT, target);
            String type = Sources.type(source);
            boolean isEmpty = !target.has("expr") && !Sources.isForeign(source);
            if (isEmpty) {
                report.info(pointer, "the query is empty");
            } else {
                report.lost(
                        pointer,
                        "the query is for %s: kept, not evaluated"
                                .formatted(type.isEmpty() ? "another kind of data source" : type));
            }
        } else {
            QUERY.read(target, pointer, query, report);
            if (!query.has("ref")) {
                query.put("ref", ref(target, index));
            }
        }
        String variable = Sources.variable(source);
        if (!variable.isEmpty()) {
            query.put("source", variable);
        }
        return query;
    }

    /** The name it has, or the letter of its place. */
    private static String ref(ObjectNode target, int index) {
        String named = Json.text(target, "refId", Json.text(target, "refID", ""));
        return named.isEmpty()
                ? (index < 26 ? String.valueOf((char) ('A' + index)) : "Q" + index)
                : named;
    }
}
