package dev.muninn.alert.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.util.Map;

/** Messages and their parts as they are kept in the database. */
public final class MessageJson {

    private static final ObjectMapper MAPPER = JsonText.MAPPER;

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private MessageJson() {}

    public static String print(Message message) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("receiver", message.receiver());
                    json.writeStringField("groupKey", message.groupKey());
                    json.writeFieldName("groupLabels");
                    JsonText.write(json, message.groupLabels());
                    json.writeFieldName("routeLabels");
                    JsonText.write(json, message.routeLabels());
                    json.writeStringField("externalUrl", message.externalUrl());
                    json.writeStringField("reason", message.reason());
                    json.writeStringField("deliveryId", message.deliveryId());
                    json.writeArrayFieldStart("alerts");
                    for (MessageAlert alert : message.alerts()) {
                        write(json, alert);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    private static void write(JsonGenerator json, MessageAlert alert) throws IOException {
        json.writeStartObject();
        json.writeFieldName("labels");
        JsonText.write(json, alert.labels());
        json.writeFieldName("annotations");
        JsonText.write(json, alert.annotations());
        json.writeNumberField("startsAt", alert.startsAtMillis());
        json.writeNumberField("endsAt", alert.endsAtMillis());
        json.writeStringField("generatorUrl", alert.generatorUrl());
        json.writeEndObject();
    }

    public static Message parse(String text) {
        try {
            return MessageReader.read(text);
        } catch (IOException e) {
            throw noJson(e);
        }
    }

    public static String print(Labels labels) {
        return JsonText.of(json -> JsonText.write(json, labels));
    }

    public static Labels parseLabels(String text) {
        try {
            return MessageReader.readLabels(text);
        } catch (IOException e) {
            throw noJson(e);
        }
    }

    public static String print(Map<String, String> texts) {
        return texts.isEmpty() ? "{}" : JsonText.of(json -> JsonText.write(json, texts));
    }

    public static Map<String, String> parseTexts(String text) {
        return MAPPER.convertValue(read(text), TEXTS);
    }

    private static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw noJson(e);
        }
    }

    private static MuninnException noJson(IOException e) {
        return new MuninnException(
                MuninnException.Kind.CORRUPT, "a row of the alerting tables is no JSON", e);
    }
}
