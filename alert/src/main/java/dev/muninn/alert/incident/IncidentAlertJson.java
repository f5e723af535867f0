package dev.muninn.alert.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.alert.message.MessageJson;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.List;

/** The alerts of an incident as they are kept in its row. */
final class IncidentAlertJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private IncidentAlertJson() {}

    static String print(List<IncidentAlert> alerts) {
        ArrayNode list = MAPPER.createArrayNode();
        for (IncidentAlert alert : alerts) {
            ObjectNode one = list.addObject();
            one.put("labels", MessageJson.print(alert.labels()));
            one.put("summary", alert.summary());
            one.put("generatorUrl", alert.generatorUrl());
            one.put("startsAt", alert.startsAtMillis());
            one.put("endsAt", alert.endsAtMillis());
        }
        return list.toString();
    }

    static List<IncidentAlert> parse(String text) {
        List<IncidentAlert> alerts = new ArrayList<>();
        try {
            for (JsonNode one : MAPPER.readTree(text)) {
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
