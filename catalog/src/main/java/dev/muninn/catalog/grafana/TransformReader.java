package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.Set;

/** Reads transformations; their options are the same here and there. */
final class TransformReader {

    static final Rules TRANSFORM =
            new Rules()
                    .rule("id", "kind", Codec.TEXT)
                    .same(Codec.OBJECT, "options", "filter")
                    .same(Codec.TRUTH, "disabled")
                    .same(Codec.TEXT, "topic");

    private static final Set<String> KNOWN =
            Set.of(
                    "organize",
                    "merge",
                    "renameByRegex",
                    "filterFieldsByName",
                    "filterByRefId",
                    "groupBy",
                    "joinByField",
                    "sortBy",
                    "reduce",
                    "calculateField",
                    "labelsToFields",
                    "seriesToRows",
                    "filterByValue",
                    "limit",
                    "convertFieldType",
                    "extractFields",
                    "timeSeriesTable",
                    "configFromData",
                    "concatenate");

    private final LossReport report;

    TransformReader(LossReport report) {
        this.report = report;
    }

    ArrayNode read(ArrayNode theirs, String pointer) {
        ArrayNode ours = Json.array();
        for (int i = 0; i < theirs.size(); i++) {
            String at = pointer + "/" + i;
            if (theirs.get(i) instanceof ObjectNode transform && transform.path("id").isTextual()) {
                ours.add(read(transform, at));
            } else {
                report.lost(at, "a transformation does not say what it is");
            }
        }
        return ours;
    }

    private ObjectNode read(ObjectNode theirs, String pointer) {
        ObjectNode ours = Json.object();
        TRANSFORM.read(theirs, pointer, ours, report);
        String kind = Json.text(ours, "kind", "");
        if (kind.equals("seriesToColumns")) {
            ours.put("kind", "joinByField");
            if (!ours.has("options")) {
                ours.putObject("options");
            }
        } else if (!KNOWN.contains(kind)) {
            report.warn(
                    pointer + "/id",
                    "transformation \"%s\" is not known here: it passes the data through"
                            .formatted(kind));
        }
        return ours;
    }
}
