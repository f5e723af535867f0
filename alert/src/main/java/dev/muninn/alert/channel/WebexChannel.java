package dev.muninn.alert.channel;

import dev.muninn.alert.message.Message;
import java.util.Map;

/** A room of Webex; the token of the bot is in {@code http_config.authorization}. */
final class WebexChannel implements Channel {

    private static final String API = "https://webexapis.com/v1/messages";

    private static final int MAX_BYTES = 7_439;

    private final ChannelTexts texts;
    private final Sender sender;

    WebexChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        String text = texts.title("message", "{{ template \"webex.default.message\" . }}", message);
        Map<String, Object> body =
                Json.object(
                        "markdown", ChannelTexts.cutBytes(text, MAX_BYTES),
                        "roomId", texts.text("room_id", "", message));
        String url = texts.settings().text("api_url", API);
        return sender.send(Request.json("POST", url, Json.print(body))).outcome();
    }
}
