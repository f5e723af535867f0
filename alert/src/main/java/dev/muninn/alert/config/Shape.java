package dev.muninn.alert.config;

import dev.muninn.alert.template.Template;
import dev.muninn.alert.template.TemplateException;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.alert.yaml.Section;
import dev.muninn.model.MuninnException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Which keys a section may have, and what kind of value each takes. */
final class Shape {

    /** What a key takes. */
    sealed interface Kind {
        /** A text, often a template. */
        record Text() implements Kind {}

        /** A text that is never shown. */
        record Secret() implements Kind {}

        /** An address that starts with http. */
        record Url() implements Kind {}

        /** As {@code Url}, never shown, and possibly a template. */
        record SecretUrl() implements Kind {}

        record Flag() implements Kind {}

        record Number() implements Kind {}

        record Span() implements Kind {}

        record Texts() implements Kind {}

        record TextMap() implements Kind {}

        /** A tree of any form. */
        record Tree() implements Kind {}

        record One(Shape shape) implements Kind {}

        record Many(Shape shape) implements Kind {}
    }

    static final Kind TEXT = new Kind.Text();
    static final Kind SECRET = new Kind.Secret();
    static final Kind URL = new Kind.Url();
    static final Kind SECRET_URL = new Kind.SecretUrl();
    static final Kind FLAG = new Kind.Flag();
    static final Kind NUMBER = new Kind.Number();
    static final Kind SPAN = new Kind.Span();
    static final Kind TEXTS = new Kind.Texts();
    static final Kind TEXT_MAP = new Kind.TextMap();
    static final Kind TREE = new Kind.Tree();

    private final Map<String, Kind> keys;

    private Shape(Map<String, Kind> keys) {
        this.keys = keys;
    }

    static Shape empty() {
        return new Shape(Map.of());
    }

    /** This shape with more keys of one kind. */
    Shape and(Kind kind, String... names) {
        Map<String, Kind> more = new LinkedHashMap<>(keys);
        for (String name : names) {
            more.put(name, kind);
        }
        return new Shape(more);
    }

    Map<String, Kind> keys() {
        return keys;
    }

    /** The values of a section; what is wrong, unknown keys included, goes to its problems. */
    Settings read(Section section) {
        Map<String, Object> values = new HashMap<>();
        keys.forEach(
                (key, kind) -> {
                    Object value = value(section, key, kind);
                    if (value != null) {
                        values.put(key, value);
                    }
                });
        section.finish();
        return new Settings(Map.copyOf(values));
    }

    private static @Nullable Object value(Section section, String key, Kind kind) {
        return switch (kind) {
            case Kind.Text ignored -> section.text(key);
            case Kind.Secret ignored -> section.text(key);
            case Kind.Url ignored -> url(section, key, section.text(key));
            case Kind.SecretUrl ignored -> {
                String text = section.text(key);
                yield text != null && text.contains("{{")
                        ? template(section, key, text)
                        : url(section, key, text);
            }
            case Kind.Flag ignored -> section.flag(key);
            case Kind.Number ignored -> number(section, key);
            case Kind.Span ignored -> span(section, key);
            case Kind.Texts ignored -> section.has(key) ? texts(section, key) : null;
            case Kind.TextMap ignored -> section.has(key) ? section.texts(key) : null;
            case Kind.Tree ignored -> section.tree(key);
            case Kind.One one -> {
                Section inner = section.section(key);
                yield inner == null ? null : one.shape().read(inner);
            }
            case Kind.Many many -> {
                List<Settings> items = new ArrayList<>();
                for (Node node : section.list(key)) {
                    items.add(many.shape().read(new Section(node, section.problems(), key)));
                }
                yield items.isEmpty() ? null : items;
            }
        };
    }

    /** A list, or one text with commas. */
    private static List<String> texts(Section section, String key) {
        return section.isList(key)
                ? section.textList(key)
                : List.of(String.valueOf(section.text(key)).split("\\s*,\\s*"));
    }

    private static @Nullable String url(Section section, String key, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text.strip());
            String scheme = uri.getScheme();
            if (!"http".equals(scheme) && !"https".equals(scheme)) {
                problem(
                        section,
                        key,
                        "unsupported scheme \""
                                + (scheme == null ? "" : scheme)
                                + "\" for URL: it starts with http:// or https://");
            } else if (uri.getRawAuthority() == null) {
                problem(section, key, "missing host for URL");
            }
        } catch (URISyntaxException e) {
            problem(section, key, "is no URL: " + e.getReason());
        }
        return text.strip();
    }

    private static String template(Section section, String key, String text) {
        try {
            // It is filled in without any function, but may use templates of files.
            Template.parse(key, text, Set.of());
        } catch (TemplateException e) {
            problem(section, key, "invalid template syntax: " + e.getMessage());
        }
        return text;
    }

    private static @Nullable Long number(Section section, String key) {
        String text = section.text(key);
        try {
            return text == null ? null : Long.decode(text.replace("_", ""));
        } catch (NumberFormatException e) {
            problem(section, key, "is \"" + text + "\": it takes a whole number");
            return null;
        }
    }

    private static java.time.@Nullable Duration span(Section section, String key) {
        String text = section.text(key);
        try {
            return text == null ? null : PromDuration.parse(text);
        } catch (MuninnException e) {
            problem(section, key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static void problem(Section section, String key, String message) {
        section.problems().add(section.place(key), section.what() + ": " + key + " " + message);
    }
}
