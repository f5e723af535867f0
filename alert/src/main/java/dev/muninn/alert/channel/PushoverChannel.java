package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A telephone by Pushover. */
final class PushoverChannel implements Channel {

    private static final String API = "https://api.pushover.net/1/messages.json";

    private static final int MAX_TITLE = 250;
    private static final int MAX_MESSAGE = 1_024;
    private static final int MAX_URL = 512;

    /** Until somebody confirms it while it fires, once when it ends. */
    private static final String PRIORITY = "{{ if eq .Status \"firing\" }}2{{ else }}0{{ end }}";

    private final ChannelTexts texts;
    private final Sender sender;

    PushoverChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Settings settings = texts.settings();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", Secrets.text(settings, "token"));
        form.put("user", Secrets.text(settings, "user_key"));
        put(form, "title", "{{ template \"pushover.default.title\" . }}", MAX_TITLE, message);
        put(form, "message", "{{ template \"pushover.default.message\" . }}", MAX_MESSAGE, message);
        // An empty message is refused.
        form.putIfAbsent("message", "(no details)");
        put(form, "url", "{{ template \"pushover.default.url\" . }}", MAX_URL, message);
        put(form, "url_title", "", MAX_TITLE, message);
        put(form, "device", "", MAX_TITLE, message);
        put(form, "sound", "", MAX_TITLE, message);
        put(form, "priority", PRIORITY, MAX_TITLE, message);
        form.put("retry", seconds(settings.duration("retry", Duration.ofMinutes(1))));
        form.put("expire", seconds(settings.duration("expire", Duration.ofHours(1))));
        Duration life = settings.duration("ttl", Duration.ZERO);
        if (life.isPositive()) {
            form.put("ttl", seconds(life));
        }
        for (String style : new String[] {"html", "monospace"}) {
            if (settings.flag(style, false)) {
                form.put(style, "1");
            }
        }
        return sender.send(Request.form(API, TwilioChannel.encoded(form))).outcome();
    }

    private void put(
            Map<String, String> form, String key, String otherwise, int limit, Message message) {
        String text =
                key.equals("title")
                        ? texts.title(key, otherwise, message)
                        : texts.text(key, otherwise, message);
        if (!text.isBlank()) {
            form.put(key, ChannelTexts.cut(text.strip(), limit));
        }
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
