package dev.muninn.alert.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.model.Labels;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** JSON that is written part by part: a tree of a message costs more than its text. */
public final class JsonText {

    /** Of the message of one alert. */
    private static final int USUAL_LENGTH = 512;

    /**
     * A mapper whose buffers are everybody's: each message is sent by a thread of its own, which
     * would make its own buffers and leave them.
     */
    public static final ObjectMapper MAPPER =
            new ObjectMapper(
                    JsonFactory.builder()
                            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                            .build());

    private JsonText() {}

    /** Writes the parts of a text. */
    @FunctionalInterface
    public interface Parts {
        void write(JsonGenerator json) throws IOException;
    }

    /** The text of these parts. */
    public static String of(Parts parts) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = MAPPER.getFactory().createGenerator(text)) {
            parts.write(json);
        } catch (IOException e) {
            throw new AssertionError("a text takes all that is written", e);
        }
        return text.toString();
    }

    public static void write(JsonGenerator json, Labels labels) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < labels.size(); i++) {
            json.writeStringField(labels.name(i), labels.value(i));
        }
        json.writeEndObject();
    }

    public static void write(JsonGenerator json, Map<String, String> texts) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }
}
