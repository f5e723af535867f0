package dev.muninn.ingest.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the fields of a line that is structured; what is nested is left out. */
final class FieldReader {

    private static final JsonFactory JSON = new JsonFactory();

    private static final Pattern PAIR =
            Pattern.compile("([A-Za-z_][\\w.]*)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\"]*))");

    private FieldReader() {}

    /** The fields of a JSON object; none if the line is not one. */
    static Map<String, String> json(String line) {
        Map<String, String> fields = new HashMap<>();
        if (!line.startsWith("{")) {
            return fields;
        }
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    fields.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return json.currentToken() == JsonToken.END_OBJECT ? fields : Map.of();
        } catch (IOException e) {
            // A line that only begins like JSON is a text like any other.
            return Map.of();
        }
    }

    /** The pairs {@code name=value} of a line. */
    static Map<String, String> logfmt(String line) {
        Map<String, String> fields = new HashMap<>();
        Matcher pair = PAIR.matcher(line);
        while (pair.find()) {
            String quoted = pair.group(2);
            fields.put(
                    pair.group(1), quoted == null ? pair.group(3) : quoted.replace("\\\"", "\""));
        }
        return fields;
    }
}
