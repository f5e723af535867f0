package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.alert.template.TemplateException;
import java.nio.charset.StandardCharsets;

/** The texts of a channel: its settings are templates, and a wrong one must not silence it. */
final class ChannelTexts {

    private static final String REPEATED = " (possibly repeated)";

    private final Settings settings;
    private final MessageTemplates templates;

    ChannelTexts(Settings settings, MessageTemplates templates) {
        this.settings = settings;
        this.templates = templates;
    }

    Settings settings() {
        return settings;
    }

    /** The text under a key, or of another template where the key is missing. */
    String text(String key, String otherwise, Message message) {
        return render(settings.text(key, otherwise), otherwise, message);
    }

    /** As {@link #text}; says when the message may be a second copy. */
    String title(String key, String otherwise, Message message) {
        return text(key, otherwise, message) + (message.mayBeRepeated() ? REPEATED : "");
    }

    /** As {@link #text}, with values escaped for HTML. */
    String html(String key, String otherwise, Message message) {
        try {
            return templates.html(settings.text(key, otherwise), message);
        } catch (TemplateException e) {
            return templates.html(otherwise, message) + failed(e);
        }
    }

    /** The text of a template; where it fails that of another one, with the reason. */
    String render(String template, String otherwise, Message message) {
        try {
            return templates.text(template, message);
        } catch (TemplateException e) {
            return templates.text(otherwise, message) + failed(e);
        }
    }

    /** The text of a template that has no other to stand in for it. */
    String render(String template, Message message) {
        return render(template, "", message);
    }

    private static String failed(TemplateException e) {
        return " (a template of this channel failed: " + e.getMessage() + ")";
    }

    /** A text up to a number of bytes, cut at a whole character. */
    static String cutBytes(String text, int limit) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= limit) {
            return text;
        }
        int end = limit;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** A text that is no longer than a receiver takes, cut at a whole character. */
    static String cut(String text, int limit) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, limit - 1)) + "…";
    }
}
