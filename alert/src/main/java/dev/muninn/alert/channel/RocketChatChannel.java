package dev.muninn.alert.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.util.List;
import java.util.Map;

/** A channel of Rocket.Chat. */
final class RocketChatChannel implements Channel {

    private static final String API = "https://open.rocket.chat/";

    private static final int MAX_TEXT = 5_000;

    private final ChannelTexts texts;
    private final Sender sender;
    private final ChatAttachment attachment;

    RocketChatChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
        attachment = new ChatAttachment(texts, "rocketchat.default");
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Settings settings = texts.settings();
        Map<String, Object> body =
                Json.filled(
                        "channel", texts.text("channel", "", message),
                        "emoji",
                                texts.text(
                                        "emoji",
                                        "{{ template \"rocketchat.default.emoji\" . }}",
                                        message),
                        "avatar",
                                texts.text(
                                        "icon_url",
                                        "{{ template \"rocketchat.default.iconurl\" . }}",
                                        message),
                        "attachments", List.of(attachment.of(message, MAX_TEXT)));
        String api = settings.text("api_url", API);
        String url = api + (api.endsWith("/") ? "" : "/") + "api/v1/chat.postMessage";
        Answer answer =
                sender.send(
                        Request.json("POST", url, Json.print(body))
                                .with("X-Auth-Token", Secrets.text(settings, "token"))
                                .with("X-User-Id", Secrets.text(settings, "token_id")));
        JsonNode tree = Json.parse(answer.body());
        boolean isRefused = answer.isOk() && !tree.path("success").asBoolean(true);
        return isRefused
                ? new Outcome.Refused("Rocket.Chat says " + tree.path("error").asText("no"))
                : answer.outcome();
    }
}
