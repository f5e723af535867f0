package dev.muninn.alert.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.message.JsonText;
import dev.muninn.alert.message.MessageJson;
import dev.muninn.model.MuninnException;
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
        try {
            for (JsonNode one : JsonText.MAPPER.readTree(text)) {
                alerts.add(
                        new IncidentAlert(
                                MessageJson.parseLabels(one.path("labels").asText()),
                                one.path("summary").asText(),
                                one.path("generatorUrl").asText(),
                                one.path("startsAt").asLong(),
                                one.path("endsAt").asLong()));
            }
        } catch (JsonProcessingException e) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "the alerts of an incident are no JSON", e);
        }
        return alerts;
    }
}
