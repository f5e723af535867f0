package dev.muninn.alert.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.muninn.model.Labels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a message from its JSON token by token: reports look at ten thousand of them, and a tree of
 * each takes several times as long.
 */
final class MessageReader {

    private final JsonParser json;

    private MessageReader(JsonParser json) {
        this.json = json;
    }

    static Message read(String text) throws IOException {
        try (JsonParser json = JsonText.MAPPER.getFactory().createParser(text)) {
            json.nextToken();
            return new MessageReader(json).message();
        }
    }

    static Labels readLabels(String text) throws IOException {
        try (JsonParser json = JsonText.MAPPER.getFactory().createParser(text)) {
            json.nextToken();
            return new MessageReader(json).labels();
        }
    }

    private Message message() throws IOException {
        Map<String, String> texts = new HashMap<>();
        Labels groupLabels = Labels.empty();
        Map<String, String> routeLabels = Map.of();
        List<MessageAlert> alerts = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "groupLabels" -> groupLabels = labels();
                case "routeLabels" -> routeLabels = texts();
                case "alerts" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        alerts.add(alert());
                    }
                }
                default -> texts.put(name, scalar());
            }
        }
        return new Message(
                texts.getOrDefault("receiver", ""),
                texts.getOrDefault("groupKey", ""),
                groupLabels,
                routeLabels,
                alerts,
                texts.getOrDefault("externalUrl", ""),
                texts.getOrDefault("reason", ""),
                texts.getOrDefault("deliveryId", ""),
                false);
    }

    private MessageAlert alert() throws IOException {
        Labels labels = Labels.empty();
        Map<String, String> annotations = Map.of();
        long startsAt = 0;
        long endsAt = 0;
        String generatorUrl = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "labels" -> labels = labels();
                case "annotations" -> annotations = texts();
                case "startsAt" -> startsAt = json.getValueAsLong();
                case "endsAt" -> endsAt = json.getValueAsLong();
                case "generatorUrl" -> generatorUrl = scalar();
                default -> json.skipChildren();
            }
        }
        return new MessageAlert(labels, annotations, startsAt, endsAt, generatorUrl);
    }

    private Labels labels() throws IOException {
        Labels.Builder labels = Labels.builder();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            labels.set(name, json.getValueAsString(""));
        }
        return labels.build();
    }

    private Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            texts.put(name, json.getValueAsString(""));
        }
        return texts;
    }

    /** Of what an older version wrote and this one does not know, nothing. */
    private String scalar() throws IOException {
        if (json.currentToken().isScalarValue()) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }
}
