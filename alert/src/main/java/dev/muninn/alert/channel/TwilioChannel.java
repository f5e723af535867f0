package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Short messages and calls by Twilio. */
final class TwilioChannel implements Channel {

    private static final String API = "https://api.twilio.com";

    /** Two segments of a short message. */
    private static final int MAX_TEXT = 306;

    private final ChannelTexts texts;
    private final Sender sender;

    TwilioChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Settings settings = texts.settings();
        String text =
                ChannelTexts.cut(
                        texts.title("text", "{{ template \"muninn.short\" . }}", message),
                        MAX_TEXT);
        boolean isCall = settings.flag("voice", false);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", texts.text("to", "", message));
        if (settings.has("messaging_service_sid") && !isCall) {
            form.put("MessagingServiceSid", settings.text("messaging_service_sid"));
        } else {
            form.put("From", settings.text("from"));
        }
        if (isCall) {
            form.put("Twiml", speech(text));
        } else {
            // The dots and dashes we like would turn the message into one of 70 characters.
            form.put("Body", text.replace('…', '.').replace('·', '-'));
        }
        String account = settings.text("account_sid");
        String url =
                settings.text("api_url", API).replaceFirst("/+$", "")
                        + "/2010-04-01/Accounts/"
                        + account
                        + (isCall ? "/Calls.json" : "/Messages.json");
        String pair = account + ":" + Secrets.text(settings, "auth_token");
        return sender.send(
                        Request.form(url, encoded(form))
                                .with(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                pair.getBytes(
                                                                        StandardCharsets.UTF_8))))
                .outcome();
    }

    private static String speech(String text) {
        String said = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<Response><Say>"
                + said
                + "</Say><Pause length=\"1\"/><Say>"
                + said
                + "</Say></Response>";
    }

    static String encoded(Map<String, String> form) {
        return String.join(
                "&",
                form.entrySet().stream()
                        .map(
                                entry ->
                                        entry.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        entry.getValue(), StandardCharsets.UTF_8))
                        .toList());
    }
}
