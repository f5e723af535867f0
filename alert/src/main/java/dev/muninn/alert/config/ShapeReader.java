package dev.muninn.alert.config;

import dev.muninn.alert.config.Shape.Kind;
import dev.muninn.alert.template.Template;
import dev.muninn.alert.template.TemplateException;
import dev.muninn.alert.yaml.GoDuration;
import dev.muninn.alert.yaml.GoNumber;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.alert.yaml.Section;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the values of one section as the kinds of a {@link Shape} say. */
final class ShapeReader {

    private final Section section;

    ShapeReader(Section section) {
        this.section = section;
    }

    /** The value of a key, or null where it is missing or wrong. */
    @Nullable Object value(String key, Kind kind) {
        return switch (kind) {
            case Kind.Text ignored -> section.text(key);
            case Kind.Secret ignored -> section.text(key);
            case Kind.AnyUrl ignored -> anyUrl(key, section.text(key));
            case Kind.Url ignored -> url(key, section.text(key));
            case Kind.SecretUrl ignored -> secretUrl(key, section.text(key));
            case Kind.UrlTemplate ignored -> {
                String text = section.text(key);
                yield text != null && text.contains("{{")
                        ? template(key, text)
                        : secretUrl(key, text);
            }
            case Kind.Flag ignored -> section.flag(key);
            case Kind.Number ignored -> number(key, "a whole number", GoNumber::whole);
            case Kind.Count ignored ->
                    number(key, "a whole number of zero or more", GoNumber::count);
            case Kind.Decimal ignored -> number(key, "a number", GoNumber::decimal);
            case Kind.Span ignored -> span(key, PromDuration::parse);
            case Kind.GoSpan ignored -> span(key, text -> goSpan(key, text));
            case Kind.GoSpanText ignored -> span(key, GoDuration::parse);
            case Kind.Texts ignored -> section.has(key) ? section.textList(key) : null;
            case Kind.SecretTexts ignored -> section.has(key) ? section.textList(key) : null;
            case Kind.SecretMap ignored -> section.has(key) ? section.texts(key) : null;
            case Kind.TextMap ignored -> section.has(key) ? section.texts(key) : null;
            case Kind.Tree ignored -> section.tree(key);
            case Kind.TreeMap ignored -> section.section(key) == null ? null : section.tree(key);
            case Kind.TextLists ignored -> {
                Section lists = section.section(key);
                if (lists != null) {
                    lists.names().forEach(lists::textList);
                }
                yield lists == null || lists.names().isEmpty() ? null : section.tree(key);
            }
            case Kind.TextOr either -> {
                if (section.isMapping(key)) {
                    value(key, new Kind.One(either.shape()));
                } else {
                    section.text(key);
                }
                yield section.tree(key);
            }
            case Kind.Named named -> {
                Section sections = section.section(key);
                if (sections != null) {
                    ShapeReader reader = new ShapeReader(sections);
                    sections.names()
                            .forEach(name -> reader.value(name, new Kind.One(named.shape())));
                }
                yield section.tree(key);
            }
            case Kind.AsTree checked -> {
                value(key, checked.kind());
                yield section.tree(key);
            }
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

    private @Nullable String anyUrl(String key, @Nullable String text) {
        String mistake = text == null ? null : GoUrl.parse(text).mistake();
        if (mistake != null) {
            problem(key, "is no URL: " + mistake);
        }
        return text;
    }

    private @Nullable String secretUrl(String key, @Nullable String text) {
        // What Alertmanager shows in the place of a secret it takes back.
        if (text == null || text.equals(SecretValues.HIDDEN)) {
            return text;
        }
        String mistake = mistake(text);
        if (mistake != null) {
            // What stands in quotes is a part of it.
            problem(key, mistake.replaceAll(" \".*\"", ""));
        }
        return text;
    }

    private @Nullable String url(String key, @Nullable String text) {
        String mistake = text == null ? null : mistake(text);
        if (mistake != null) {
            problem(key, mistake);
        }
        return text;
    }

    private static @Nullable String mistake(String text) {
        GoUrl url = GoUrl.parse(text);
        String mistake = url.mistake();
        if (mistake != null) {
            return "is no URL: " + mistake;
        }
        if (!url.scheme().equals("http") && !url.scheme().equals("https")) {
            return "is no URL that starts with http:// or https://: unsupported scheme \""
                    + url.scheme()
                    + "\"";
        }
        return url.host().isEmpty() ? "is no URL: missing host" : null;
    }

    private String template(String key, String text) {
        try {
            // It is filled in without any function, but may use templates of files.
            Template.parse(key, text, Set.of());
        } catch (TemplateException e) {
            problem(key, "invalid template syntax: " + e.getMessage());
        }
        return text;
    }

    private @Nullable Object number(
            String key, String wanted, Function<String, @Nullable Object> reading) {
        String text = section.text(key);
        if (text == null) {
            return null;
        }
        Object number = section.isQuoted(key) ? null : reading.apply(text);
        if (number == null) {
            problem(key, "is \"" + text + "\": it takes " + wanted + ", without quotes");
        }
        return number;
    }

    private @Nullable Duration span(String key, Function<String, @Nullable Duration> reading) {
        String text = section.text(key);
        try {
            return text == null ? null : reading.apply(text);
        } catch (MuninnException e) {
            problem(key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A time without limit, which Alertmanager has for zero, is none. */
    private @Nullable Duration goSpan(String key, String text) {
        Long nanos = section.isQuoted(key) ? null : GoNumber.whole(text);
        Duration span = nanos == null ? GoDuration.parse(text) : Duration.ofNanos(nanos);
        return span.isPositive() ? span : null;
    }

    private void problem(String key, String message) {
        section.problems().add(section.place(key), section.what() + ": " + key + " " + message);
    }
}
