package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.util.List;
import java.util.Map;

/** Splunk On-Call, once VictorOps. */
final class VictorOpsChannel implements Channel {

    private static final String API =
            "https://alert.victorops.com/integrations/generic/20131114/alert/";

    private static final int MAX_MESSAGE = 20_480;

    private final ChannelTexts texts;
    private final Sender sender;

    VictorOpsChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Settings settings = texts.settings();
        String wanted = texts.text("message_type", "CRITICAL", message);
        String type = List.of("CRITICAL", "WARNING", "INFO").contains(wanted) ? wanted : "WARNING";
        Map<String, Object> body =
                Json.object(
                        "message_type", message.isFiring() ? type : "RECOVERY",
                        "entity_id", message.groupHash(),
                        "entity_display_name",
                                texts.title(
                                        "entity_display_name",
                                        "{{ template \"victorops.default.entity_display_name\" . }}",
                                        message),
                        "state_message",
                                ChannelTexts.cut(
                                        texts.text(
                                                "state_message",
                                                "{{ template \"victorops.default.state_message\" . }}",
                                                message),
                                        MAX_MESSAGE),
                        "monitoring_tool",
                                texts.text(
                                        "monitoring_tool",
                                        "{{ template \"victorops.default.monitoring_tool\" . }}",
                                        message));
        settings.texts("custom_fields")
                .forEach((name, text) -> body.put(name, texts.render(text, message)));
        String url =
                settings.text("api_url", API)
                        + Secrets.text(settings, "api_key")
                        + "/"
                        + texts.text("routing_key", "", message);
        return sender.send(Request.json("POST", url, Json.print(body))).outcome();
    }
}
