package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.Map;

/** Reads what values are shown as, in the form of today and in that of before version 8. */
final class MappingReader {

    private static final Rules RESULT =
            new Rules()
                    .same(Codec.TEXT, "text", "color", "icon")
                    .rule("index", "index", Codec.COUNT);

    private static final Codec SPECIAL =
            Codec.words("null", "nan", "null+nan", "true", "false", "empty");

    private static final Form BY_VALUE = new Form().objects("options");

    private static final Form FORM =
            new Form()
                    .objects("options")
                    .values("text", "value", "from", "to")
                    .values("options.from", "options.to", "options.pattern");

    private final LossReport report;

    MappingReader(LossReport report) {
        this.report = report;
    }

    ArrayNode read(ArrayNode theirs, String pointer) {
        ArrayNode ours = Json.array();
        for (int i = 0; i < theirs.size(); i++) {
            read(theirs.get(i), pointer + "/" + i, ours);
        }
        return ours;
    }

    private void read(JsonNode theirs, String pointer, ArrayNode ours) {
        boolean isByValue = theirs.path("type").asText().equals("value");
        // There the values themselves are the names of the members.
        (isByValue ? BY_VALUE : FORM).check(theirs, pointer, report);
        JsonNode options = theirs.path("options");
        String at = pointer + "/options";
        switch (theirs.path("type").asText()) {
            case "value" -> {
                for (Map.Entry<String, JsonNode> value : options.properties()) {
                    ObjectNode mapping = ours.addObject();
                    mapping.put("kind", "value").put("value", value.getKey());
                    result(value.getValue(), at + Json.pointerPart(value.getKey()), mapping);
                }
            }
            case "range" -> {
                ObjectNode mapping = ours.addObject().put("kind", "range");
                bound(options, "from", mapping);
                bound(options, "to", mapping);
                result(options.path("result"), at + "/result", mapping);
            }
            case "regex" -> {
                ObjectNode mapping = ours.addObject().put("kind", "regex");
                mapping.put("pattern", options.path("pattern").asText());
                result(options.path("result"), at + "/result", mapping);
            }
            case "special" -> special(options, at, ours);
            case "1" -> old(theirs, ours.addObject().put("kind", "value"));
            case "2" -> old(theirs, ours.addObject().put("kind", "range"));
            default -> report.lost(pointer, "this kind of value mapping is not known here");
        }
    }

    private void special(JsonNode options, String pointer, ArrayNode ours) {
        JsonNode match = SPECIAL.read(options.path("match"));
        if (match == null) {
            report.lost(pointer + "/match", "this special value is not known here");
            return;
        }
        ObjectNode mapping = ours.addObject().put("kind", "special");
        mapping.set("match", match);
        result(options.path("result"), pointer + "/result", mapping);
    }

    private void result(JsonNode result, String pointer, ObjectNode mapping) {
        if (result.isObject()) {
            RESULT.read(result, pointer, mapping, report);
        } else if (!Rules.isEmpty(result)) {
            report.lost(pointer, "it is no object and is left out");
        }
    }

    private static void bound(JsonNode options, String name, ObjectNode mapping) {
        JsonNode number = Codec.NUMBER.read(options.path(name));
        mapping.set(name, number == null ? mapping.nullNode() : number);
    }

    /** One value or one range with its text. */
    private static void old(JsonNode theirs, ObjectNode mapping) {
        String text = theirs.path("text").asText();
        if (mapping.path("kind").asText().equals("range")) {
            bound(theirs, "from", mapping);
            bound(theirs, "to", mapping);
        } else {
            String value = theirs.path("value").asText();
            if (value.equals("null")) {
                mapping.put("kind", "special").put("match", "null");
            } else {
                mapping.put("value", value);
            }
        }
        mapping.put("text", text);
    }
}
