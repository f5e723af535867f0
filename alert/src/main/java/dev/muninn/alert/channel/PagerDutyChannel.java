package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PagerDuty's Events API, version 2. */
final class PagerDutyChannel implements Channel {

    /** Copies are told apart by their key; more at once meet its limit of requests. */
    private static final int MESSAGES_AT_ONCE = 4;

    private static final String EVENTS = "https://events.pagerduty.com/v2/enqueue";

    private static final int MAX_SUMMARY = 1_024;

    /** PagerDuty refuses larger events. */
    private static final int MAX_BYTES = 512 << 10;

    private final ChannelTexts texts;
    private final Sender sender;

    PagerDutyChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public int messagesAtOnce() {
        return MESSAGES_AT_ONCE;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        String body = Json.print(event(message, details(message)));
        if (body.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            body = Json.print(event(message, Map.of("left_out", "the details are too large")));
        }
        return sender.send(Request.json("POST", texts.settings().text("url", EVENTS), body))
                .outcome();
    }

    private Map<String, Object> event(Message message, Object details) {
        Settings settings = texts.settings();
        String key = Secrets.text(settings, "routing_key");
        Map<String, Object> payload =
                Json.filled(
                        "summary",
                                ChannelTexts.cut(
                                        texts.title(
                                                "description",
                                                "{{ template \"pagerduty.default.description\" . }}",
                                                message),
                                        MAX_SUMMARY),
                        "source",
                                texts.text(
                                        "source",
                                        "{{ template \"pagerduty.default.client\" . }}",
                                        message),
                        "severity", texts.text("severity", "error", message),
                        "class", texts.text("class", "", message),
                        "component", texts.text("component", "", message),
                        "group", texts.text("group", "", message),
                        "custom_details", details);
        return Json.filled(
                "routing_key", key.isEmpty() ? Secrets.text(settings, "service_key") : key,
                "dedup_key", message.groupHash(),
                "event_action", message.isFiring() ? "trigger" : "resolve",
                "payload", payload,
                "client",
                        texts.text(
                                "client", "{{ template \"pagerduty.default.client\" . }}", message),
                "client_url",
                        texts.text(
                                "client_url",
                                "{{ template \"pagerduty.default.clientURL\" . }}",
                                message),
                "links", rendered("links", message),
                "images", rendered("images", message));
    }

    private Object details(Message message) {
        Map<String, Object> details =
                Json.object(
                        "firing", WebhookChannel.alerts(message.firing()),
                        "resolved", WebhookChannel.alerts(message.resolved()),
                        "num_firing", message.firing().size(),
                        "num_resolved", message.resolved().size());
        Object own =
                Json.mapTexts(
                        texts.settings().tree("details"), text -> texts.render(text, message));
        if (own instanceof Map<?, ?> map) {
            map.forEach(
                    (name, value) -> details.put(String.valueOf(name), value == null ? "" : value));
        }
        return details;
    }

    private List<Object> rendered(String key, Message message) {
        List<Object> list = new ArrayList<>();
        for (Settings item : texts.settings().sections(key)) {
            Map<String, Object> shown = Json.object();
            item.values()
                    .forEach(
                            (name, text) ->
                                    shown.put(name, texts.render(String.valueOf(text), message)));
            list.add(shown);
        }
        return list;
    }
}
