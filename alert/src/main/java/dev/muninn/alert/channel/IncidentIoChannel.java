package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.JsonText;
import dev.muninn.alert.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An alert source of incident.io. */
final class IncidentIoChannel implements Channel {

    private static final int MAX_BYTES = 512 << 10;

    private final ChannelTexts texts;
    private final Sender sender;

    IncidentIoChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Settings settings = texts.settings();
        Request request =
                Request.json("POST", Secrets.text(settings, "url"), body(message))
                        .with("Idempotency-Key", message.deliveryId());
        String token = Secrets.text(settings, "alert_source_token");
        return sender.send(
                        token.isEmpty()
                                ? request
                                : request.with("Authorization", "Bearer " + token))
                .outcome();
    }

    /** As many alerts as are wanted and fit; how many are left out is told. */
    private String body(Message message) {
        Message shown = message.truncated((int) texts.settings().number("max_alerts", 0));
        String body = print(message, shown);
        while (body.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                && shown.alerts().size() > 1) {
            shown = shown.truncated(shown.alerts().size() / 2);
            body = print(message, shown);
        }
        return body;
    }

    private String print(Message all, Message shown) {
        Map<String, String> metadata = new LinkedHashMap<>();
        texts.settings()
                .texts("metadata")
                .forEach((name, text) -> metadata.put(name, texts.render(text, all)));
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    WebhookChannel.write(json, shown, all.alerts().size() - shown.alerts().size());
                    if (!metadata.isEmpty()) {
                        json.writeFieldName("metadata");
                        JsonText.write(json, metadata);
                    }
                    json.writeEndObject();
                });
    }
}
