package dev.muninn.alert.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages and their parts as they are kept in the database. */
public final class MessageJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private MessageJson() {}

    public static String print(Message message) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("receiver", message.receiver());
        tree.put("groupKey", message.groupKey());
        tree.put("groupLabels", map(message.groupLabels()));
        tree.put("routeLabels", message.routeLabels());
        tree.put("externalUrl", message.externalUrl());
        tree.put("reason", message.reason());
        tree.put("deliveryId", message.deliveryId());
        List<Object> alerts = new ArrayList<>();
        for (MessageAlert alert : message.alerts()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("labels", map(alert.labels()));
            one.put("annotations", alert.annotations());
            one.put("startsAt", alert.startsAtMillis());
            one.put("endsAt", alert.endsAtMillis());
            one.put("generatorUrl", alert.generatorUrl());
            alerts.add(one);
        }
        tree.put("alerts", alerts);
        return write(tree);
    }

    public static Message parse(String text) {
        JsonNode tree = read(text);
        List<MessageAlert> alerts = new ArrayList<>();
        for (JsonNode alert : tree.path("alerts")) {
            alerts.add(
                    new MessageAlert(
                            labels(alert.path("labels")),
                            MAPPER.convertValue(alert.path("annotations"), TEXTS),
                            alert.path("startsAt").asLong(),
                            alert.path("endsAt").asLong(),
                            alert.path("generatorUrl").asText()));
        }
        return new Message(
                tree.path("receiver").asText(),
                tree.path("groupKey").asText(),
                labels(tree.path("groupLabels")),
                MAPPER.convertValue(tree.path("routeLabels"), TEXTS),
                alerts,
                tree.path("externalUrl").asText(),
                tree.path("reason").asText(),
                tree.path("deliveryId").asText(),
                false);
    }

    public static String print(Labels labels) {
        return write(map(labels));
    }

    public static Labels parseLabels(String text) {
        return labels(read(text));
    }

    public static String print(Map<String, String> texts) {
        return write(texts);
    }

    public static Map<String, String> parseTexts(String text) {
        return MAPPER.convertValue(read(text), TEXTS);
    }

    private static Map<String, String> map(Labels labels) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Label label : labels.toList()) {
            map.put(label.name(), label.value());
        }
        return map;
    }

    private static Labels labels(JsonNode node) {
        Labels.Builder labels = Labels.builder();
        node.properties().forEach(entry -> labels.set(entry.getKey(), entry.getValue().asText()));
        return labels.build();
    }

    private static String write(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of maps and lists is JSON", e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "a row of the alerting tables is no JSON", e);
        }
    }
}
