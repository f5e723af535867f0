package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The coloured block of Slack and of those that took over its form. */
final class ChatAttachment {

    /** Slack refuses longer titles. */
    private static final int MAX_TITLE = 1_024;

    private static final List<String> MARKED = List.of("fallback", "pretext", "text");

    private final ChannelTexts texts;
    private final String prefix;

    /**
     * @param prefix of the templates: {@code slack.default}
     */
    ChatAttachment(ChannelTexts texts, String prefix) {
        this.texts = texts;
        this.prefix = prefix;
    }

    private String named(String name) {
        return "{{ template \"" + prefix + "." + name + "\" . }}";
    }

    Map<String, Object> of(Message message, int maxText) {
        Map<String, Object> block =
                Json.filled(
                        "title",
                        ChannelTexts.cut(texts.title("title", named("title"), message), MAX_TITLE),
                        "title_link",
                        texts.text("title_link", named("titlelink"), message),
                        "pretext",
                        texts.text("pretext", "", message),
                        "fallback",
                        texts.text("fallback", named("fallback"), message),
                        "author_name",
                        texts.text("author_name", "", message),
                        "author_link",
                        texts.text("author_link", "", message),
                        "author_icon",
                        texts.text("author_icon", "", message),
                        "footer",
                        texts.text("footer", "", message),
                        "footer_icon",
                        texts.text("footer_icon", "", message),
                        "fields",
                        fields(message),
                        "actions",
                        actions(message),
                        "image_url",
                        texts.text("image_url", "", message),
                        "thumb_url",
                        texts.text("thumb_url", "", message),
                        "color",
                        texts.text("color", named("color"), message));
        block.put("text", ChannelTexts.cut(texts.text("text", named("text"), message), maxText));
        if (prefix.startsWith("slack")) {
            List<String> marked = texts.settings().textList("mrkdwn_in");
            block.put("callback_id", texts.text("callback_id", named("callbackid"), message));
            block.put("footer", texts.text("footer", named("footer"), message));
            block.put("mrkdwn_in", marked.isEmpty() ? MARKED : marked);
        }
        return block;
    }

    private List<Object> fields(Message message) {
        List<Object> fields = new ArrayList<>();
        boolean areShort = texts.settings().flag("short_fields", false);
        for (Settings field : texts.settings().sections("fields")) {
            fields.add(
                    Json.object(
                            "title", texts.render(field.text("title"), message),
                            "value", texts.render(field.text("value"), message),
                            "short", field.flag("short", areShort)));
        }
        return fields;
    }

    private List<Object> actions(Message message) {
        List<Object> actions = new ArrayList<>();
        for (Settings action : texts.settings().sections("actions")) {
            Map<String, Object> shown =
                    Json.filled(
                            "type", texts.render(action.text("type"), message),
                            "text", texts.render(action.text("text"), message),
                            "url", texts.render(action.text("url"), message),
                            "style", texts.render(action.text("style"), message),
                            "name", texts.render(action.text("name"), message),
                            "value", texts.render(action.text("value"), message));
            Settings confirm = action.section("confirm");
            if (!confirm.values().isEmpty()) {
                shown.put(
                        "confirm",
                        Json.filled(
                                "title", texts.render(confirm.text("title"), message),
                                "text", texts.render(confirm.text("text"), message),
                                "ok_text", texts.render(confirm.text("ok_text"), message),
                                "dismiss_text",
                                        texts.render(confirm.text("dismiss_text"), message)));
            }
            actions.add(shown);
        }
        return actions;
    }
}
