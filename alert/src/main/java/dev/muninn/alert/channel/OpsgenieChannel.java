package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Opsgenie, and Jira Service Management, which speaks the same. */
final class OpsgenieChannel implements Channel {

    /** Copies are told apart by their key; more at once meet its limit of requests. */
    private static final int MESSAGES_AT_ONCE = 4;

    private static final String API = "https://api.opsgenie.com/";

    private static final int MAX_MESSAGE = 130;
    private static final int MAX_DESCRIPTION = 15_000;

    private final ChannelTexts texts;
    private final Sender sender;

    OpsgenieChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public int messagesAtOnce() {
        return MESSAGES_AT_ONCE;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        String api = texts.settings().text("api_url", API);
        String alerts = api + (api.endsWith("/") ? "" : "/") + "v2/alerts";
        String alias = message.groupHash();
        String source =
                texts.text("source", "{{ template \"opsgenie.default.source\" . }}", message);
        if (!message.isFiring()) {
            return send(
                    "POST",
                    alerts + "/" + alias + "/close?identifierType=alias",
                    Json.object("source", source));
        }
        Outcome created = send("POST", alerts, created(message, alias, source));
        if (created instanceof Outcome.Told && texts.settings().flag("update_alerts", false)) {
            return update(message, alerts + "/" + alias);
        }
        return created;
    }

    private Outcome update(Message message, String alert) {
        Outcome updated =
                send(
                        "PUT",
                        alert + "/message?identifierType=alias",
                        Json.object("message", shortText(message)));
        return updated instanceof Outcome.Told
                ? send(
                        "PUT",
                        alert + "/description?identifierType=alias",
                        Json.object("description", description(message)))
                : updated;
    }

    private Map<String, Object> created(Message message, String alias, String source) {
        Map<String, String> details = new TreeMap<>(message.commonLabels());
        texts.settings()
                .texts("details")
                .forEach((name, text) -> details.put(name, texts.render(text, message)));
        return Json.filled(
                "alias", alias,
                "message", shortText(message),
                "description", description(message),
                "details", details,
                "source", source,
                "responders", responders(message),
                "tags", list("tags", message),
                "note", texts.text("note", "", message),
                "priority", texts.text("priority", "", message),
                "entity", texts.text("entity", "", message),
                "actions", list("actions", message));
    }

    private String shortText(Message message) {
        return ChannelTexts.cut(
                texts.title("message", "{{ template \"opsgenie.default.message\" . }}", message),
                MAX_MESSAGE);
    }

    private String description(Message message) {
        return ChannelTexts.cut(
                texts.text(
                        "description",
                        "{{ template \"opsgenie.default.description\" . }}",
                        message),
                MAX_DESCRIPTION);
    }

    private List<Object> responders(Message message) {
        List<Object> responders = new ArrayList<>();
        for (Settings responder : texts.settings().sections("responders")) {
            responders.add(
                    Json.filled(
                            "id", texts.render(responder.text("id"), message),
                            "name", texts.render(responder.text("name"), message),
                            "username", texts.render(responder.text("username"), message),
                            "type", texts.render(responder.text("type"), message)));
        }
        return responders;
    }

    private List<String> list(String key, Message message) {
        String text = texts.text(key, "", message);
        return text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*"));
    }

    private Outcome send(String method, String url, Map<String, Object> body) {
        return sender.send(
                        Request.json(method, url, Json.print(body))
                                .with(
                                        "Authorization",
                                        "GenieKey " + Secrets.text(texts.settings(), "api_key")))
                .outcome();
    }
}
