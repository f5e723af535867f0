package dev.muninn.alert.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.JsonText;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageAlert;
import dev.muninn.model.Clock;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
        String body =
                payload == null
                        ? body(shown, message.alerts().size() - shown.alerts().size())
                        : own(payload, shown);
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

    /** What the channel's own template of a body makes of a message. */
    private String own(Object payload, Message message) {
        Object tree = Json.mapTexts(payload, text -> texts.render(text, message));
        return Json.print(tree == null ? Map.of() : tree);
    }

    private static String body(Message message, int left) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    write(json, message, left);
                    json.writeEndObject();
                });
    }

    /**
     * Writes the fields of a message into an object; other channels have more of them.
     *
     * @param left alerts of the group that the message leaves out
     */
    static void write(JsonGenerator json, Message message, int left) throws IOException {
        json.writeStringField("receiver", message.receiver());
        json.writeStringField("status", message.status());
        json.writeArrayFieldStart("alerts");
        for (MessageAlert alert : message.alerts()) {
            write(json, alert);
        }
        json.writeEndArray();
        json.writeStringField("notification_reason", message.reason());
        json.writeFieldName("groupLabels");
        JsonText.write(json, message.groupLabels());
        json.writeFieldName("commonLabels");
        JsonText.write(json, message.commonLabels());
        json.writeFieldName("commonAnnotations");
        JsonText.write(json, message.commonAnnotations());
        json.writeStringField("externalURL", message.externalUrl());
        json.writeStringField("version", "4");
        json.writeStringField("groupKey", message.groupKey());
        json.writeNumberField("truncatedAlerts", left);
        if (!message.routeLabels().isEmpty()) {
            json.writeFieldName("routeLabels");
            JsonText.write(json, message.routeLabels());
        }
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

    /** As {@link java.time.Instant#toString()} has it, which takes a formatter for each. */
    private static String time(long millis) {
        if (millis == 0) {
            return "0001-01-01T00:00:00Z";
        }
        int nanos = (int) Math.floorMod(millis, 1_000L) * 1_000_000;
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1_000L), nanos, ZoneOffset.UTC);
        return time + (time.getSecond() == 0 && nanos == 0 ? ":00Z" : "Z");
    }
}
