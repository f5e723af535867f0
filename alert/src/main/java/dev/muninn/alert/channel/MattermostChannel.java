package dev.muninn.alert.channel;

import dev.muninn.alert.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
                        "type", texts.text("type", "", message),
                        "attachments", attachments(message),
                        "props", rendered("props", message),
                        "priority", rendered("priority", message));
        String url = Secrets.text(texts.settings(), "webhook_url");
        return sender.send(Request.json("POST", url, Json.print(body))).outcome();
    }

    /** What has happened, and behind it what the settings add. */
    private List<Object> attachments(Message message) {
        List<Object> all = new ArrayList<>();
        all.add(attachment.of(message, MAX_TEXT));
        if (rendered("attachments", message) instanceof List<?> more) {
            all.addAll(more);
        }
        return all;
    }

    private @Nullable Object rendered(String key, Message message) {
        return Json.mapTexts(texts.settings().tree(key), text -> texts.render(text, message));
    }
}
