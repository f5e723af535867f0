package dev.muninn.alert.incident;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.muninn.alert.message.JsonText;
import dev.muninn.alert.message.MessageJson;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The alerts of an incident as they are kept in its row. */
final class IncidentAlertJson {

    private IncidentAlertJson() {}

    static String print(List<IncidentAlert> alerts) {
        return JsonText.of(
                json -> {
                    json.writeStartArray();
                    for (IncidentAlert alert : alerts) {
                        json.writeStartObject();
                        json.writeStringField("labels", MessageJson.print(alert.labels()));
                        json.writeStringField("summary", alert.summary());
                        json.writeStringField("generatorUrl", alert.generatorUrl());
                        json.writeNumberField("startsAt", alert.startsAtMillis());
                        json.writeNumberField("endsAt", alert.endsAtMillis());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    static List<IncidentAlert> parse(String text) {
        List<IncidentAlert> alerts = new ArrayList<>();
        try (JsonParser json = JsonText.MAPPER.getFactory().createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                alerts.add(alert(json));
            }
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "the alerts of an incident are no JSON", e);
        }
        return alerts;
    }

    private static IncidentAlert alert(JsonParser json) throws IOException {
        Labels labels = Labels.empty();
        String summary = "";
        String generatorUrl = "";
        long startsAt = 0;
        long endsAt = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "labels" -> labels = MessageJson.parseLabels(json.getText());
                case "summary" -> summary = json.getText();
                case "generatorUrl" -> generatorUrl = json.getText();
                case "startsAt" -> startsAt = json.getValueAsLong();
                case "endsAt" -> endsAt = json.getValueAsLong();
                default -> json.skipChildren();
            }
        }
        return new IncidentAlert(labels, summary, generatorUrl, startsAt, endsAt);
    }
}
