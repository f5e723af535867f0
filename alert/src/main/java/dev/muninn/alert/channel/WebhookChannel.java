package dev.muninn.alert.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.JsonText;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageAlert;
import dev.muninn.model.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Posts the message as JSON in the form of Alertmanager's webhook, version 4. */
final class WebhookChannel implements Channel {

    /**
     * Copies bear the same key; Alertmanager, too, posts all groups at the same time. That they
     * arrived is written together: with fewer at once a storm waits for the disk.
     */
    private static final int MESSAGES_AT_ONCE = 128;

    private final ChannelTexts texts;
    private final Sender sender;
    private final Clock clock;

    WebhookChannel(ChannelTexts texts, Sender sender, Clock clock) {
        this.texts = texts;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Settings settings = texts.settings();
        Message shown = message.truncated((int) settings.number("max_alerts", 0));
        Object payload = settings.tree("payload");
        Object tree =
                payload == null
                        ? body(shown, message.alerts().size() - shown.alerts().size())
                        : Json.mapTexts(payload, text -> texts.render(text, shown));
        String body = Json.print(tree == null ? Map.of() : tree);
        String url = texts.render(Secrets.text(settings, "url"), message);
        Request request =
                Request.json("POST", url, body).with("Idempotency-Key", message.deliveryId());
        return sender.send(signed(request)).outcome();
    }

    @Override
    public int messagesAtOnce() {
        return MESSAGES_AT_ONCE;
    }

    private Request signed(Request request) {
        Settings settings = texts.settings();
        String file = settings.text("signature_secret_file");
        if (file.isEmpty()) {
            return request;
        }
        long seconds = clock.millis() / 1000;
        String signature =
                "t=" + seconds + ",v1=" + Signature.of(Secrets.file(file), seconds, request.body());
        String old = settings.text("signature_old_secret_file");
        if (!old.isEmpty()) {
            // While receivers change over, either secret will do.
            signature += ",v1=" + Signature.of(Secrets.file(old), seconds, request.body());
        }
        return request.with(settings.text("signature_header", "X-Muninn-Signature"), signature);
    }

    /** The tree of a message; other channels and the test button show it, too. */
    static Map<String, Object> body(Message message, int left) {
        Map<String, Object> body =
                Json.object(
                        "receiver", message.receiver(),
                        "status", message.status(),
                        "alerts", alerts(message.alerts()),
                        "notification_reason", message.reason(),
                        "groupLabels",
                                new JsonPart(json -> JsonText.write(json, message.groupLabels())),
                        "commonLabels", message.commonLabels(),
                        "commonAnnotations", message.commonAnnotations(),
                        "externalURL", message.externalUrl(),
                        "version", "4",
                        "groupKey", message.groupKey(),
                        "truncatedAlerts", (long) left);
        if (!message.routeLabels().isEmpty()) {
            body.put("routeLabels", message.routeLabels());
        }
        return body;
    }

    /** The alerts of a list, as parts of a tree. */
    static List<JsonPart> alerts(List<MessageAlert> alerts) {
        return alerts.stream().map(alert -> new JsonPart(json -> write(json, alert))).toList();
    }

    private static void write(JsonGenerator json, MessageAlert alert) throws IOException {
        json.writeStartObject();
        json.writeStringField("status", alert.status());
        json.writeFieldName("labels");
        JsonText.write(json, alert.labels());
        json.writeFieldName("annotations");
        JsonText.write(json, new TreeMap<>(alert.annotations()));
        json.writeStringField("startsAt", time(alert.startsAtMillis()));
        json.writeStringField("endsAt", time(alert.endsAtMillis()));
        json.writeStringField("generatorURL", alert.generatorUrl());
        json.writeStringField("fingerprint", alert.fingerprint());
        json.writeEndObject();
    }

    private static String time(long millis) {
        return millis == 0 ? "0001-01-01T00:00:00Z" : Instant.ofEpochMilli(millis).toString();
    }
}
