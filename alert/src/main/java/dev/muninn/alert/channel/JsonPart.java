package dev.muninn.alert.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import dev.muninn.alert.message.JsonText;
import java.io.IOException;

/** A leaf of a tree that writes itself, where a tree of its own would cost more than its text. */
record JsonPart(JsonText.Parts parts) implements JsonSerializable {

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        parts.write(json);
    }

    @Override
    public void serializeWithType(
            JsonGenerator json, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        parts.write(json);
    }
}
