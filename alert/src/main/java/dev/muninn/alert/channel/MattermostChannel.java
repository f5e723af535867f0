package dev.muninn.alert.channel;

import dev.muninn.alert.message.Message;
import java.util.List;
import java.util.Map;

/** Mattermost, by a webhook. */
final class MattermostChannel implements Channel {

    private static final int MAX_TEXT = 16_383;

    private final ChannelTexts texts;
    private final Sender sender;
    private final ChatAttachment attachment;

    MattermostChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
        attachment = new ChatAttachment(texts, "mattermost.default");
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Map<String, Object> body =
                Json.filled(
                        "channel", texts.text("channel", "", message),
                        "username",
                                texts.text(
                                        "username",
                                        "{{ template \"mattermost.default.username\" . }}",
                                        message),
                        "icon_url", texts.text("icon_url", "", message),
                        "icon_emoji", texts.text("icon_emoji", "", message),
                        "attachments", List.of(attachment.of(message, MAX_TEXT)));
        String url = Secrets.text(texts.settings(), "webhook_url");
        return sender.send(Request.json("POST", url, Json.print(body))).outcome();
    }
}
