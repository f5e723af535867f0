package dev.muninn.alert.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a section, as its {@link Shape} reads them. */
public record Settings(Map<String, Object> values) {

    public static final Settings NONE = new Settings(Map.of());

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** A text, empty where it is missing. */
    public String text(String key) {
        return text(key, "");
    }

    public String text(String key, String otherwise) {
        return values.get(key) instanceof String text ? text : otherwise;
    }

    /** Whether there is a text, and not the empty one. */
    public boolean isSet(String key) {
        return !text(key).isEmpty();
    }

    public boolean flag(String key, boolean otherwise) {
        return values.get(key) instanceof Boolean flag ? flag : otherwise;
    }

    public long number(String key, long otherwise) {
        return values.get(key) instanceof Long number ? number : otherwise;
    }

    public Duration duration(String key, Duration otherwise) {
        return values.get(key) instanceof Duration duration ? duration : otherwise;
    }

    /** Texts by name, in their order. */
    @SuppressWarnings("unchecked") // a shape that gives a map here gives one of texts
    public Map<String, String> texts(String key) {
        return values.get(key) instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
    }

    @SuppressWarnings("unchecked") // a shape that gives a list here gives one of texts
    public List<String> textList(String key) {
        return values.get(key) instanceof List<?> list ? (List<String>) list : List.of();
    }

    public Settings section(String key) {
        return values.get(key) instanceof Settings settings ? settings : NONE;
    }

    @SuppressWarnings("unchecked") // a shape that gives a list here gives one of sections
    public List<Settings> sections(String key) {
        return values.get(key) instanceof List<?> list ? (List<Settings>) list : List.of();
    }

    /** A tree of maps, lists and texts, or null. */
    public @Nullable Object tree(String key) {
        return values.get(key);
    }

    /** Whether there is a value, and not the empty text or zero, which stand for none. */
    public boolean isGiven(String key) {
        Object value = values.get(key);
        return value != null && !value.equals("") && !value.equals(0L);
    }

    /** These settings, and where a key is not given the value of another one. */
    public Settings orElse(String key, Settings other, String otherKey) {
        Object value = other.values().get(otherKey);
        return isGiven(key) || value == null ? this : with(key, value);
    }

    public Settings with(String key, Object value) {
        Map<String, Object> changed = new HashMap<>(values);
        changed.put(key, value);
        return new Settings(Map.copyOf(changed));
    }
}
