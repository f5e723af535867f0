package dev.muninn.alert.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads the JSON objects that are sent. */
public final class JsonBody {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonBody() {}

    /**
     * The object.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none
     */
    public static JsonNode read(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (!tree.isObject()) {
                throw MuninnException.badInput("the body is no JSON object");
            }
            return tree;
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "the body is no JSON: " + e.getMessage(), e);
        }
    }

    /** A tree of maps, lists, texts and numbers as a text. */
    public static String print(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of maps and lists is JSON", e);
        }
    }

    /**
     * A text that has to be there.
     *
     * @throws MuninnException of kind BAD_INPUT if it is missing or blank
     */
    public static String text(JsonNode tree, String key) {
        String text = tree.path(key).asText("").strip();
        if (text.isEmpty()) {
            throw MuninnException.badInput("\"%s\" is missing".formatted(key));
        }
        return text;
    }

    /**
     * A time that has to be there, in milliseconds since the epoch.
     *
     * @throws MuninnException of kind BAD_INPUT if it is missing or no time of ISO 8601
     */
    public static long time(JsonNode tree, String key) {
        String text = text(tree, key);
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "%s is \"%s\": write it like 2026-03-01T22:00:00Z".formatted(key, text),
                    e);
        }
    }
}
