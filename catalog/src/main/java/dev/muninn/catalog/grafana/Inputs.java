package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.HashMap;
import java.util.Map;

/** What a shared board asks for: constants are filled in, data sources are this server. */
final class Inputs {

    private Inputs() {}

    /** The board with its constants, those given or those that it proposes. */
    static ObjectNode filledIn(ObjectNode board, Map<String, String> given) {
        Map<String, String> values = new HashMap<>();
        for (JsonNode input : board.path("__inputs")) {
            String name = Json.text(input, "name", "");
            String value = given.getOrDefault(name, Json.text(input, "value", ""));
            if (Json.text(input, "type", "").equals("constant") && !value.isEmpty()) {
                values.put("${" + name + "}", value);
            }
        }
        return values.isEmpty() ? board : (ObjectNode) replaced(board, values);
    }

    private static JsonNode replaced(JsonNode node, Map<String, String> values) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties()
                    .forEach(entry -> copy.set(entry.getKey(), replaced(entry.getValue(), values)));
            return copy;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = Json.array();
            list.forEach(item -> copy.add(replaced(item, values)));
            return copy;
        }
        if (!node.isTextual() || !node.textValue().contains("${")) {
            return node;
        }
        String text = node.textValue();
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return Json.object().textNode(text);
    }

    /** What the board asks for. */
    static ArrayNode asked(ObjectNode board) {
        ArrayNode asked = Json.array();
        for (JsonNode input : board.path("__inputs")) {
            asked.addObject()
                    .put("name", Json.text(input, "name", ""))
                    .put("label", Json.text(input, "label", ""))
                    .put("kind", Json.text(input, "type", ""));
        }
        return asked;
    }
}
