package dev.muninn.alert.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.time.Duration;
import java.util.Map;

/** Telegram, as a bot. Later messages of a group answer its first one. */
final class TelegramChannel implements Channel {

    private static final String API = "https://api.telegram.org";

    private static final int MAX_TEXT = 4_096;

    private final ChannelTexts texts;
    private final Sender sender;

    TelegramChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Settings settings = texts.settings();
        String mode = settings.text("parse_mode", "HTML");
        String chat =
                settings.has("chat_id_file")
                        ? Secrets.text(settings, "chat_id")
                        : String.valueOf(settings.number("chat_id", 0));
        Map<String, Object> body =
                Json.filled(
                        "chat_id",
                        chat,
                        "text",
                        text(message, mode),
                        "parse_mode",
                        mode,
                        "disable_web_page_preview",
                        "true");
        if (settings.has("message_thread_id")) {
            body.put("message_thread_id", settings.number("message_thread_id", 0));
        }
        if (settings.flag("disable_notifications", false)) {
            body.put("disable_notification", "true");
        }
        String first = memory.getOrDefault("message_id", "");
        if (!first.isEmpty()) {
            body.put(
                    "reply_parameters",
                    Json.object(
                            "message_id",
                            Long.valueOf(first),
                            "allow_sending_without_reply",
                            true));
        }
        String url =
                settings.text("api_url", API)
                        + "/bot"
                        + Secrets.text(settings, "bot_token")
                        + "/sendMessage";
        return said(sender.send(Request.json("POST", url, Json.print(body))), memory);
    }

    private String text(Message message, String mode) {
        String template = "{{ template \"telegram.default.message\" . }}";
        String text =
                mode.equals("HTML")
                        ? texts.html("message", template, message)
                        : texts.text("message", template, message);
        String cut = ChannelTexts.cut(text, MAX_TEXT);
        // A tag that is cut through would make Telegram refuse the whole message.
        int open = cut.lastIndexOf('<');
        return mode.equals("HTML") && cut.length() < text.length() && open > cut.lastIndexOf('>')
                ? cut.substring(0, open) + "…"
                : cut;
    }

    private static Outcome said(Answer answer, Map<String, String> memory) {
        JsonNode body = Json.parse(answer.body());
        JsonNode wait = body.path("parameters").path("retry_after");
        if (answer.status() == 429 && wait.isNumber()) {
            return new Outcome.TryAgain(answer.detail(), Duration.ofSeconds(wait.asLong()));
        }
        if (!answer.isOk()) {
            return answer.failure();
        }
        JsonNode id = body.path("result").path("message_id");
        boolean isFirst = !memory.containsKey("message_id");
        return new Outcome.Told(
                "ok", isFirst && id.isNumber() ? Map.of("message_id", id.asText()) : memory);
    }
}
