package dev.muninn.alert.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Discord, by a webhook. */
final class DiscordChannel implements Channel {

    private static final int RED = 0x992D22;
    private static final int GREEN = 0x2ECC71;

    private static final int MAX_CONTENT = 2_000;
    private static final int MAX_TITLE = 256;
    private static final int MAX_DESCRIPTION = 4_096;

    private final ChannelTexts texts;
    private final Sender sender;

    DiscordChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Map<String, Object> embed =
                Json.object(
                        "title",
                                ChannelTexts.cut(
                                        texts.title(
                                                "title",
                                                "{{ template \"discord.default.title\" . }}",
                                                message),
                                        MAX_TITLE),
                        "description",
                                ChannelTexts.cut(
                                        texts.text(
                                                "message",
                                                "{{ template \"discord.default.message\" . }}",
                                                message),
                                        MAX_DESCRIPTION),
                        "color", message.isFiring() ? RED : GREEN);
        Map<String, Object> body =
                Json.filled(
                        "username", texts.text("username", "", message),
                        "avatar_url", texts.text("avatar_url", "", message),
                        "embeds", List.of(embed));
        body.put("content", ChannelTexts.cut(texts.text("content", "", message), MAX_CONTENT));
        String url = Secrets.text(texts.settings(), "webhook_url");
        Answer answer = sender.send(Request.json("POST", url, Json.print(body)));
        JsonNode wait = Json.parse(answer.body()).path("retry_after");
        return answer.status() == 429 && wait.isNumber()
                ? new Outcome.TryAgain(
                        answer.detail(), Duration.ofMillis((long) (wait.asDouble() * 1000)))
                : answer.outcome();
    }
}
