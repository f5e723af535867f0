package dev.muninn.alert.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.util.List;
import java.util.Map;

/**
 * Slack, by a webhook or as a bot. A bot keeps one message per group up to date and puts what
 * happens in between into its thread.
 */
final class SlackChannel implements Channel {

    private static final String POST = "https://slack.com/api/chat.postMessage";

    private static final int MAX_TEXT = 3_000;

    /** Errors after which the same message may go through. */
    private static final List<String> PASSING =
            List.of(
                    "ratelimited",
                    "rate_limited",
                    "fatal_error",
                    "internal_error",
                    "service_unavailable",
                    "request_timeout");

    private final ChannelTexts texts;
    private final Sender sender;
    private final ChatAttachment attachment;

    SlackChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
        attachment = new ChatAttachment(texts, "slack.default");
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Settings settings = texts.settings();
        Map<String, Object> body = body(message);
        if (!settings.has("app_token") && !settings.has("app_token_file")) {
            Answer answer = sender.send(post(Secrets.text(settings, "api_url"), body));
            return isBotUrl(settings) ? said(answer, memory) : answer.outcome();
        }
        String url = settings.text("app_url", POST);
        String thread = memory.getOrDefault("ts", "");
        if (!thread.isEmpty() && settings.flag("update_message", false)) {
            body.put("ts", thread);
            body.put("channel", memory.getOrDefault("channel", settings.text("channel")));
            return said(
                    post(url.replace("chat.postMessage", "chat.update"), body, settings), memory);
        }
        if (!thread.isEmpty() && settings.flag("threads", true)) {
            body.put("thread_ts", thread);
            // What ends or changes for the worse is news to those who do not follow the thread.
            body.put("reply_broadcast", !message.isFiring());
        }
        return said(post(url, body, settings), memory);
    }

    private static boolean isBotUrl(Settings settings) {
        return settings.text("api_url").endsWith("/api/chat.postMessage");
    }

    private Map<String, Object> body(Message message) {
        Map<String, Object> body =
                Json.filled(
                        "channel", texts.text("channel", "", message),
                        "username",
                                texts.text(
                                        "username",
                                        "{{ template \"slack.default.username\" . }}",
                                        message),
                        "icon_emoji", texts.text("icon_emoji", "", message),
                        "icon_url", texts.text("icon_url", "", message),
                        "text", texts.text("message_text", "", message));
        if (texts.settings().flag("link_names", false)) {
            body.put("link_names", true);
        }
        body.put("attachments", List.of(attachment.of(message, MAX_TEXT)));
        return body;
    }

    private static Request post(String url, Map<String, Object> body) {
        return Request.json("POST", url, Json.print(body));
    }

    private Answer post(String url, Map<String, Object> body, Settings settings) {
        return sender.send(
                post(url, body)
                        .with("Authorization", "Bearer " + Secrets.text(settings, "app_token")));
    }

    /** Slack answers 200 to what it refuses and says so in the body. */
    private static Outcome said(Answer answer, Map<String, String> memory) {
        if (!answer.isOk()) {
            return answer.failure();
        }
        JsonNode body = Json.parse(answer.body());
        if (body.has("ok") && !body.path("ok").asBoolean()) {
            String error = body.path("error").asText();
            return PASSING.contains(error)
                    ? new Outcome.TryAgain("Slack says " + error, answer.retryAfter())
                    : new Outcome.Refused("Slack says " + error);
        }
        boolean isFirst = !memory.containsKey("ts");
        return new Outcome.Told(
                "ok",
                isFirst && body.has("ts")
                        ? Map.of(
                                "ts", body.path("ts").asText(),
                                "channel", body.path("channel").asText())
                        : memory);
    }
}
