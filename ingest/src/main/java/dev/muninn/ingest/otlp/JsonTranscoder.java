package dev.muninn.ingest.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.ProtobufOutput;
import dev.muninn.ingest.wire.PushedJson;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Writes requests of OTLP's JSON form in the binary form. The JSON is protobuf's with two
 * differences: ids are hexadecimal, and enums are numbers. Unknown fields are passed over. Safe for
 * use by many threads.
 */
public final class JsonTranscoder {

    public static final JsonTranscoder METRICS = new JsonTranscoder(JsonSchema.METRICS_REQUEST);
    public static final JsonTranscoder LOGS = new JsonTranscoder(JsonSchema.LOGS_REQUEST);

    private final JsonSchema schema;

    private JsonTranscoder(JsonSchema schema) {
        this.schema = schema;
    }

    /**
     * Reads the body and writes its message.
     *
     * @throws MuninnException of kind BAD_INPUT with line and column
     */
    public void transcode(BodyBuffer body, ProtobufOutput out) {
        try (JsonParser json = PushedJson.FACTORY.createParser(body.bytes(), 0, body.length())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw PushedJson.fault(json, "expected an object");
            }
            message(json, schema, out);
            if (json.nextToken() != null) {
                throw PushedJson.fault(json, "expected the end");
            }
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "body is not valid JSON: " + e.getMessage(), e);
        }
    }

    private static void message(JsonParser json, JsonSchema schema, ProtobufOutput out)
            throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            JsonSchema.Field field = schema.field(json.currentName());
            JsonToken value = json.nextToken();
            if (field == null) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                field(json, field, out);
            }
        }
    }

    private static void field(JsonParser json, JsonSchema.Field field, ProtobufOutput out)
            throws IOException {
        if (!field.isRepeated()) {
            value(json, field, out);
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw PushedJson.fault(json, field.name() + " has to be a list");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            value(json, field, out);
        }
    }

    private static void value(JsonParser json, JsonSchema.Field field, ProtobufOutput out)
            throws IOException {
        JsonSchema message = field.message();
        if (message != null) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw PushedJson.fault(json, field.name() + " has to be an object");
            }
            int begun = out.begin(field.number());
            message(json, message, out);
            out.end(begun);
            return;
        }
        if (!json.currentToken().isScalarValue()) {
            throw PushedJson.fault(json, field.name() + " has to be a single value");
        }
        try {
            scalar(json.getText(), field, out);
        } catch (IllegalArgumentException e) {
            throw PushedJson.fault(json, field.name() + " does not fit: " + json.getText());
        }
    }

    private static void scalar(String text, JsonSchema.Field field, ProtobufOutput out) {
        int number = field.number();
        switch (field.type()) {
            case STRING -> out.textField(number, text);
            case DOUBLE -> out.doubleField(number, Double.parseDouble(text));
            case FIXED64 -> out.fixed64Field(number, Long.parseUnsignedLong(text));
            case SFIXED64 -> out.fixed64Field(number, Long.parseLong(text));
            case FIXED32 -> out.fixed32Field(number, Integer.parseUnsignedInt(text));
            case INT64 -> out.varintField(number, Long.parseLong(text));
            case UINT64 -> out.varintField(number, Long.parseUnsignedLong(text));
            case SINT32 -> out.zigzagField(number, Integer.parseInt(text));
            case BOOL -> out.varintField(number, isTrue(text) ? 1 : 0);
            case ENUM -> out.varintField(number, JsonSchema.enumNumber(text));
            case HEX -> out.bytesField(number, HexFormat.of().parseHex(text));
            case BASE64 -> out.bytesField(number, Base64.getDecoder().decode(text));
        }
    }

    private static boolean isTrue(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
