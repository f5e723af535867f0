package dev.muninn.ingest.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP's JSON, which is protobuf's with two differences: bytes are hexadecimal, and enums are
 * numbers. Unknown fields are passed over.
 */
final class ProtobufJson {

    private static final int MAX_NUMBER_LENGTH = 400;
    private static final int MAX_STRING_LENGTH = 5_000_000;

    private final JsonFactory factory;
    private final Map<com.google.protobuf.Descriptors.Descriptor, Map<String, FieldDescriptor>>
            fields = new HashMap<>();

    ProtobufJson(int maxNesting) {
        factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(2 * maxNesting)
                                        .maxNumberLength(MAX_NUMBER_LENGTH)
                                        .maxStringLength(MAX_STRING_LENGTH)
                                        .build())
                        .build();
    }

    /**
     * Reads the body into the message.
     *
     * @throws MuninnException of kind BAD_INPUT with line and column
     */
    void read(BodyBuffer body, Message.Builder into) {
        try (JsonParser json = factory.createParser(body.bytes(), 0, body.length())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw fault(json, "expected an object");
            }
            readMessage(json, into);
            if (json.nextToken() != null) {
                throw fault(json, "expected the end");
            }
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "body is not valid JSON: " + e.getMessage(), e);
        }
    }

    private void readMessage(JsonParser json, Message.Builder into) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            FieldDescriptor field = field(into, json.currentName());
            JsonToken value = json.nextToken();
            if (field == null) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                readField(json, field, into);
            }
        }
    }

    private @Nullable FieldDescriptor field(Message.Builder message, String name) {
        return fields.computeIfAbsent(
                        message.getDescriptorForType(),
                        type -> {
                            Map<String, FieldDescriptor> byName = new HashMap<>();
                            for (FieldDescriptor field : type.getFields()) {
                                byName.put(field.getName(), field);
                                byName.put(field.getJsonName(), field);
                            }
                            return byName;
                        })
                .get(name);
    }

    private void readField(JsonParser json, FieldDescriptor field, Message.Builder into)
            throws IOException {
        if (!field.isRepeated()) {
            into.setField(field, readValue(json, field, into));
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw fault(json, field.getJsonName() + " has to be a list");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            into.addRepeatedField(field, readValue(json, field, into));
        }
    }

    private Object readValue(JsonParser json, FieldDescriptor field, Message.Builder into)
            throws IOException {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw fault(json, field.getJsonName() + " has to be an object");
            }
            Message.Builder message = into.newBuilderForField(field);
            readMessage(json, message);
            return message.build();
        }
        if (!json.currentToken().isScalarValue()) {
            throw fault(json, field.getJsonName() + " has to be a single value");
        }
        try {
            return scalar(json.getText(), field);
        } catch (IllegalArgumentException e) {
            throw fault(json, field.getJsonName() + " does not fit: " + json.getText());
        }
    }

    private static Object scalar(String text, FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT ->
                    field.getType() == FieldDescriptor.Type.FIXED32
                                    || field.getType() == FieldDescriptor.Type.UINT32
                            ? Integer.parseUnsignedInt(text)
                            : Integer.parseInt(text);
            case LONG ->
                    field.getType() == FieldDescriptor.Type.FIXED64
                                    || field.getType() == FieldDescriptor.Type.UINT64
                            ? Long.parseUnsignedLong(text)
                            : Long.parseLong(text);
            case FLOAT -> Float.parseFloat(text);
            case DOUBLE -> Double.parseDouble(text);
            case BOOLEAN -> readBoolean(text);
            case STRING -> text;
            case BYTE_STRING -> ByteString.copyFrom(HexFormat.of().parseHex(text));
            case ENUM -> enumValue(text, field);
            case MESSAGE -> throw new IllegalStateException("messages are objects");
        };
    }

    private static boolean readBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static EnumValueDescriptor enumValue(String text, FieldDescriptor field) {
        EnumValueDescriptor named = field.getEnumType().findValueByName(text);
        return named != null
                ? named
                : field.getEnumType().findValueByNumberCreatingIfUnknown(Integer.parseInt(text));
    }

    private static MuninnException fault(JsonParser json, String what) {
        return MuninnException.badInput(
                "JSON at line "
                        + json.currentLocation().getLineNr()
                        + ", column "
                        + json.currentLocation().getColumnNr()
                        + ": "
                        + what);
    }
}
