package dev.muninn.alert.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** ServiceNow: an event for Event Management, or an incident where {@code mode} is so. */
final class ServiceNowChannel implements Channel {

    private final ChannelTexts texts;
    private final Sender sender;

    ServiceNowChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        String api = texts.settings().text("api_url").replaceFirst("/+$", "");
        return texts.settings().text("mode", "event").equals("incident")
                ? incident(api + "/api/now/table/incident", message)
                : event(api + "/api/global/em/jsonv2", message);
    }

    private Outcome event(String url, Message message) {
        Map<String, String> common = message.commonLabels();
        Map<String, Object> event =
                Json.filled(
                        "source", texts.text("source", "Muninn", message),
                        "event_class", "Muninn",
                        "node", texts.text("node", common.getOrDefault("instance", ""), message),
                        "metric_name", common.getOrDefault("alertname", ""),
                        "message_key", message.groupHash(),
                        "severity", severity(message),
                        "description", description(message),
                        "additional_info", Json.print(common));
        return send("POST", url, Json.object("records", List.of(event))).outcome();
    }

    /** 1 is critical, 5 is for information, 0 ends it. */
    private static String severity(Message message) {
        if (!message.isFiring()) {
            return "0";
        }
        return switch (message.commonLabels().getOrDefault("severity", "")) {
            case "critical" -> "1";
            case "error", "high" -> "2";
            case "info" -> "5";
            default -> "4";
        };
    }

    private Outcome incident(String url, Message message) {
        String query =
                "?sysparm_query="
                        + URLEncoder.encode(
                                "correlation_id=" + message.groupHash() + "^active=true",
                                StandardCharsets.UTF_8)
                        + "&sysparm_limit=1&sysparm_fields=sys_id";
        Answer found = sender.send(new Request("GET", url + query, Map.of(), ""));
        if (!found.isOk()) {
            return found.failure();
        }
        JsonNode known = Json.parse(found.body()).path("result").path(0).path("sys_id");
        if (known.isMissingNode() && !message.isFiring()) {
            return new Outcome.Told("there is no open incident to end", Map.of());
        }
        Settings settings = texts.settings();
        boolean isCritical = message.commonLabels().getOrDefault("severity", "").equals("critical");
        Map<String, Object> body =
                Json.filled(
                        "short_description",
                                ChannelTexts.cut(
                                        texts.title(
                                                "short_description",
                                                "{{ template \"muninn.subject\" . }}",
                                                message),
                                        160),
                        "description", description(message),
                        "urgency", isCritical ? "1" : "2",
                        "impact", isCritical ? "1" : "2",
                        "correlation_id", message.groupHash(),
                        "correlation_display", settings.text("source", "Muninn"));
        if (!message.isFiring()) {
            body.put("state", "6");
            body.put("close_code", "Resolved by monitoring");
            body.put("close_notes", "The alerts ended.");
        }
        return known.isMissingNode()
                ? send("POST", url, body).outcome()
                : send("PATCH", url + "/" + known.asText(), body).outcome();
    }

    private String description(Message message) {
        return ChannelTexts.cut(
                texts.text("description", "{{ template \"muninn.plain.description\" . }}", message),
                4_000);
    }

    private Answer send(String method, String url, Map<String, Object> body) {
        return sender.send(Request.json(method, url, Json.print(body)));
    }
}
