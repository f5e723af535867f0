package dev.muninn.alert.message;

import dev.muninn.alert.template.MessageFunctions;
import dev.muninn.alert.template.Template;
import dev.muninn.alert.template.TemplateException;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The templates of a configuration, over those that are always there. Safe for any thread. */
public final class MessageTemplates {

    private static final String BUILT_IN = "default.tmpl";

    /** A configuration has some hundred texts; those of test buttons come and go. */
    private static final int MAX_PARSED = 10_000;

    private final Template library;
    private final Clock clock;
    private final Map<String, Template> parsed = new ConcurrentHashMap<>();

    private MessageTemplates(Template library, Clock clock) {
        this.library = library;
        this.clock = clock;
    }

    /**
     * The built-in templates and those of files, which may replace them.
     *
     * @param files texts by the name of their file
     * @throws MuninnException of kind BAD_INPUT if one is wrong
     */
    public static MessageTemplates of(Map<String, String> files, Clock clock) {
        Template library = Template.parse(BUILT_IN, builtIn(), MessageFunctions.NAMES);
        for (Map.Entry<String, String> file : files.entrySet()) {
            try {
                library =
                        Template.parse(
                                file.getKey(), file.getValue(), MessageFunctions.NAMES, library);
            } catch (TemplateException e) {
                throw new MuninnException(
                        MuninnException.Kind.BAD_INPUT, String.valueOf(e.getMessage()), e);
            }
        }
        return new MessageTemplates(library, clock);
    }

    private static String builtIn() {
        try (InputStream file = MessageTemplates.class.getResourceAsStream(BUILT_IN)) {
            if (file == null) {
                throw new AssertionError(BUILT_IN + " is not in the program");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The text of a template for a message.
     *
     * @throws TemplateException if it is wrong or fails
     */
    public String text(String template, Message message) {
        return template.contains("{{")
                ? parsed(template)
                        .run(message, MessageFunctions.at(clock.millis(), message.routeLabels()))
                : template;
    }

    /**
     * As {@link #text}, with values escaped for HTML.
     *
     * @throws TemplateException if it is wrong or fails
     */
    public String html(String template, Message message) {
        return template.contains("{{")
                ? parsed(template)
                        .runHtml(
                                message, MessageFunctions.at(clock.millis(), message.routeLabels()))
                : template;
    }

    private Template parsed(String text) {
        Template known = parsed.get(text);
        if (known != null) {
            return known;
        }
        if (parsed.size() >= MAX_PARSED) {
            parsed.clear();
        }
        Template template = Template.parse("", text, MessageFunctions.NAMES, library);
        parsed.put(text, template);
        return template;
    }
}
