package dev.muninn.ingest.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a JSON document that is read whole, for answers that are small and seldom. What is not
 * there reads as empty, so that a path through a document needs no checks.
 */
public final class JsonValue {

    private static final JsonFactory JSON = new JsonFactory();

    private static final JsonValue ABSENT = new JsonValue("", List.of(), Map.of());

    private final String text;
    private final List<JsonValue> items;
    private final Map<String, JsonValue> fields;

    private JsonValue(String text, List<JsonValue> items, Map<String, JsonValue> fields) {
        this.text = text;
        this.items = items;
        this.fields = fields;
    }

    /** A text as JSON writes it, with its quotes. */
    public static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** The value of what is not there. */
    public static JsonValue absent() {
        return ABSENT;
    }

    /**
     * Reads a document.
     *
     * @param source what messages call it
     * @throws MuninnException of kind BAD_INPUT if it is broken
     */
    public static JsonValue parse(String text, String source) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            return read(json);
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, source + ": " + e.getMessage(), e);
        }
    }

    /** Reads the value whose first token the parser is at, up to its last token. */
    public static JsonValue read(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null || token == JsonToken.VALUE_NULL) {
            return ABSENT;
        }
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> list(json);
            default -> new JsonValue(json.getText(), List.of(), Map.of());
        };
    }

    private static JsonValue object(JsonParser json) throws IOException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, read(json));
        }
        return new JsonValue("", List.of(), fields);
    }

    private static JsonValue list(JsonParser json) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(json));
        }
        return new JsonValue("", items, Map.of());
    }

    /** The value at the end of a path of field names. */
    public JsonValue at(String... path) {
        JsonValue value = this;
        for (String name : path) {
            value = value.fields.getOrDefault(name, ABSENT);
        }
        return value;
    }

    /** The text at the end of a path; of a number its digits. */
    public String text(String... path) {
        return at(path).text;
    }

    /** The items of the list at the end of a path. */
    public List<JsonValue> items(String... path) {
        return at(path).items;
    }

    /** The fields of the object at the end of a path, in their order. */
    public Map<String, JsonValue> fields(String... path) {
        return at(path).fields;
    }
}
