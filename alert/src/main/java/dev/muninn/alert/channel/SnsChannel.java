package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import dev.muninn.model.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A topic, target or telephone of Amazon's notification service, SNS. */
final class SnsChannel implements Channel {

    private static final int MAX_SUBJECT = 100;
    private static final int MAX_SHORT_MESSAGE_BYTES = 1_600;
    private static final int MAX_BYTES = 256 << 10;

    private final ChannelTexts texts;
    private final Sender sender;
    private final Clock clock;

    SnsChannel(ChannelTexts texts, Sender sender, Clock clock) {
        this.texts = texts;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Settings keys = texts.settings().section("sigv4");
        if (keys.has("role_arn") || keys.has("profile") || !keys.has("access_key")) {
            return new Outcome.Refused(
                    "sns_configs is signed with sigv4.access_key and sigv4.secret_key; roles and"
                            + " profiles are not looked up");
        }
        String region = region(keys);
        if (region.isEmpty()) {
            return new Outcome.Refused("sns_configs does not name its region: set sigv4.region");
        }
        String url =
                texts.text("api_url", "", message).isEmpty()
                        ? "https://sns." + region + ".amazonaws.com/"
                        : texts.text("api_url", "", message);
        Request request = Request.form(url, AwsSignature.form(form(message)));
        AwsSignature signature =
                new AwsSignature(region, "sns", keys.text("access_key"), keys.text("secret_key"));
        return sender.send(signature.sign(request, Instant.ofEpochMilli(clock.millis()))).outcome();
    }

    /** Named, or else the fourth part of the topic's name: {@code arn:aws:sns:REGION:…}. */
    private String region(Settings keys) {
        String[] parts = texts.settings().text("topic_arn").split(":", -1);
        return keys.text("region", parts.length > 3 ? parts[3] : "");
    }

    private Map<String, String> form(Message message) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", "Publish");
        form.put("Version", "2010-03-31");
        String topic = texts.text("topic_arn", "", message);
        putFilled(form, "TopicArn", topic);
        putFilled(form, "TargetArn", texts.text("target_arn", "", message));
        String phone = texts.text("phone_number", "", message);
        putFilled(form, "PhoneNumber", phone);
        String subject =
                texts.title("subject", "{{ template \"sns.default.subject\" . }}", message);
        putFilled(form, "Subject", ChannelTexts.cut(subject.replace('\n', ' '), MAX_SUBJECT));
        String text = texts.text("message", "{{ template \"sns.default.message\" . }}", message);
        String shown =
                ChannelTexts.cutBytes(text, phone.isEmpty() ? MAX_BYTES : MAX_SHORT_MESSAGE_BYTES);
        form.put("Message", shown);
        if (topic.endsWith(".fifo")) {
            form.put("MessageGroupId", message.groupHash());
            form.put("MessageDeduplicationId", message.deliveryId());
        }
        Map<String, String> attributes = new LinkedHashMap<>(texts.settings().texts("attributes"));
        if (shown.length() < text.length()) {
            attributes.put("truncated", "true");
        }
        int number = 0;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String entry = "MessageAttributes.entry." + ++number;
            form.put(entry + ".Name", texts.render(attribute.getKey(), message));
            form.put(entry + ".Value.DataType", "String");
            form.put(entry + ".Value.StringValue", texts.render(attribute.getValue(), message));
        }
        return form;
    }

    private static void putFilled(Map<String, String> form, String name, String value) {
        if (!value.isEmpty()) {
            form.put(name, value);
        }
    }
}
