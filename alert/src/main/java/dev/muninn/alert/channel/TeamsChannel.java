package dev.muninn.alert.channel;

import dev.muninn.alert.message.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Microsoft Teams: an adaptive card for a workflow, or a message card for an old connector. */
final class TeamsChannel implements Channel {

    /** A workflow takes 28 KB in all. */
    private static final int MAX_TEXT = 20_000;

    private final ChannelTexts texts;
    private final Sender sender;
    private final boolean isWorkflow;

    TeamsChannel(ChannelTexts texts, Sender sender, boolean isWorkflow) {
        this.texts = texts;
        this.sender = sender;
        this.isWorkflow = isWorkflow;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        String prefix = isWorkflow ? "msteamsv2" : "msteams";
        String title =
                texts.title("title", "{{ template \"" + prefix + ".default.title\" . }}", message);
        String text =
                ChannelTexts.cut(
                        texts.text(
                                "text",
                                "{{ template \"" + prefix + ".default.text\" . }}",
                                message),
                        MAX_TEXT);
        Object body = isWorkflow ? adaptive(message, title, text) : card(message, title, text);
        String url = Secrets.text(texts.settings(), "webhook_url");
        Answer answer = sender.send(Request.json("POST", url, Json.print(body)));
        // Old connectors answer 200 with the limit's name in the text.
        return answer.isOk() && answer.body().contains("429")
                ? new Outcome.TryAgain(answer.detail(), answer.retryAfter())
                : answer.outcome();
    }

    private static Object adaptive(Message message, String title, String text) {
        Map<String, Object> heading =
                Json.object(
                        "type", "TextBlock",
                        "text", title,
                        "weight", "Bolder",
                        "size", "Medium",
                        "wrap", true,
                        "style", "heading",
                        "color", message.isFiring() ? "Attention" : "Good");
        Map<String, Object> card =
                Json.object(
                        "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
                        "type", "AdaptiveCard",
                        "version", "1.2",
                        "body",
                                List.of(
                                        heading,
                                        Json.object(
                                                "type", "TextBlock", "text", text, "wrap", true)),
                        "msteams", Map.of("width", "full"));
        Map<String, @Nullable Object> attachment = new LinkedHashMap<>();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.put("contentUrl", null);
        attachment.put("content", card);
        return Json.object("type", "message", "attachments", List.of(attachment));
    }

    private Object card(Message message, String title, String text) {
        return Json.object(
                "@context",
                "http://schema.org/extensions",
                "type",
                "MessageCard",
                "title",
                title,
                "summary",
                texts.text("summary", "{{ template \"msteams.default.summary\" . }}", message),
                "text",
                text,
                "themeColor",
                message.isFiring() ? "8C1A1A" : "2DC72D");
    }
}
