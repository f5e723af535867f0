package dev.muninn.alert.config;

import dev.muninn.alert.yaml.Section;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which keys a section may have, and what kind of value each takes. */
final class Shape {

    /** What a key takes. */
    sealed interface Kind {
        /** A text, often a template. */
        record Text() implements Kind {}

        /** A text that is never shown. */
        record Secret() implements Kind {}

        /** An address of any scheme, or without one. */
        record AnyUrl() implements Kind {}

        /** An address that starts with http. */
        record Url() implements Kind {}

        /** As {@code Url}, never shown. */
        record SecretUrl() implements Kind {}

        /** As {@code SecretUrl}, or a template that gives one. */
        record UrlTemplate() implements Kind {}

        record Flag() implements Kind {}

        record Number() implements Kind {}

        /** A number that is not below zero. */
        record Count() implements Kind {}

        record Decimal() implements Kind {}

        /** A duration as Prometheus writes it: {@code 1d}. */
        record Span() implements Kind {}

        /** A duration as Go writes it, without days, or a number of nanoseconds. */
        record GoSpan() implements Kind {}

        /** A duration as Go writes it. */
        record GoSpanText() implements Kind {}

        record Texts() implements Kind {}

        /** Texts that are never shown. */
        record SecretTexts() implements Kind {}

        record TextMap() implements Kind {}

        /** Texts by name that are never shown. */
        record SecretMap() implements Kind {}

        /** A tree of any form. */
        record Tree() implements Kind {}

        /** Trees of any form by name. */
        record TreeMap() implements Kind {}

        /** Lists of texts by name that are never shown, kept as a tree. */
        record TextLists() implements Kind {}

        /** A text or a section, kept as a tree. */
        record TextOr(Shape shape) implements Kind {}

        /** Sections by name, kept as a tree. */
        record Named(Shape shape) implements Kind {}

        /** What is checked as another kind and kept as a tree. */
        record AsTree(Kind kind) implements Kind {}

        record One(Shape shape) implements Kind {}

        record Many(Shape shape) implements Kind {}
    }

    static final Kind TEXT = new Kind.Text();
    static final Kind SECRET = new Kind.Secret();
    static final Kind ANY_URL = new Kind.AnyUrl();
    static final Kind URL = new Kind.Url();
    static final Kind SECRET_URL = new Kind.SecretUrl();
    static final Kind URL_TEMPLATE = new Kind.UrlTemplate();
    static final Kind FLAG = new Kind.Flag();
    static final Kind NUMBER = new Kind.Number();
    static final Kind COUNT = new Kind.Count();
    static final Kind DECIMAL = new Kind.Decimal();
    static final Kind SPAN = new Kind.Span();
    static final Kind GO_SPAN = new Kind.GoSpan();
    static final Kind GO_SPAN_TEXT = new Kind.GoSpanText();
    static final Kind TEXTS = new Kind.Texts();
    static final Kind SECRET_TEXTS = new Kind.SecretTexts();
    static final Kind SECRET_MAP = new Kind.SecretMap();
    static final Kind TEXT_MAP = new Kind.TextMap();
    static final Kind TREE = new Kind.Tree();
    static final Kind TREE_MAP = new Kind.TreeMap();
    static final Kind TEXT_LISTS = new Kind.TextLists();

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
        ShapeReader reader = new ShapeReader(section);
        Map<String, Object> values = new HashMap<>();
        keys.forEach(
                (key, kind) -> {
                    Object value = reader.value(key, kind);
                    if (value != null) {
                        values.put(key, value);
                    }
                });
        section.finish();
        return new Settings(Map.copyOf(values));
    }
}
