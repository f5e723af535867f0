package dev.muninn.catalog.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.model.MuninnException;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON trees; what it refuses it refuses with line and column. */
public final class Json {

    /** Deep enough for rows in tabs in rows; the tree is walked recursively. */
    private static final int MAX_DEPTH = 200;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /**
     * Reads one value.
     *
     * @throws MuninnException of kind BAD_INPUT if the text is no JSON
     */
    public static JsonNode parse(String text) {
        try {
            JsonNode value = MAPPER.readTree(text);
            if (value.isMissingNode()) {
                throw refusal("it is empty", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw refusal(where(e.getLocation()) + e.getOriginalMessage(), e);
        }
    }

    /** Reads one object; refuses other values. */
    public static ObjectNode parseObject(String text) {
        if (parse(text) instanceof ObjectNode object) {
            return object;
        }
        throw refusal("it is no object: it has to start with \"{\"", null);
    }

    private static String where(JsonLocation place) {
        return place == null
                ? ""
                : "line %d, column %d: ".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static MuninnException refusal(String why, @Nullable Exception cause) {
        return new MuninnException(
                MuninnException.Kind.BAD_INPUT, "the text is no valid JSON: " + why, cause);
    }

    public static String write(JsonNode value) {
        return value.toString();
    }

    /** For people to read. */
    public static String writePretty(JsonNode value) {
        return value.toPrettyString();
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A member's text, or what stands for it where there is none. */
    public static String text(JsonNode object, String key, String otherwise) {
        JsonNode value = object.path(key);
        return value.isTextual() ? value.textValue() : otherwise;
    }

    /** A key as a part of a JSON pointer. */
    public static String pointerPart(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
