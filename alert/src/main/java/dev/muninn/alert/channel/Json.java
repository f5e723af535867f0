package dev.muninn.alert.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.muninn.alert.message.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON bodies: trees of maps and lists out, nodes in. */
final class Json {

    private static final ObjectMapper MAPPER = JsonText.MAPPER;

    private Json() {}

    /** A map of names and values in turn, in their order; null values are left out. */
    static Map<String, Object> object(@Nullable Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                map.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return map;
    }

    /** As {@link #object}, without what is an empty text or list. */
    static Map<String, Object> filled(@Nullable Object... namesAndValues) {
        Map<String, Object> map = object(namesAndValues);
        map.values()
                .removeIf(
                        value ->
                                value.equals("")
                                        || value.equals(List.of())
                                        || value.equals(Map.of()));
        return map;
    }

    static String print(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of maps and lists is JSON", e);
        }
    }

    /** The node of a text; a missing one if the text is no JSON. */
    static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** A tree with each text in it replaced. */
    static @Nullable Object mapTexts(
            @Nullable Object tree, java.util.function.UnaryOperator<String> change) {
        return switch (tree) {
            case String text -> change.apply(text);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> changed = new LinkedHashMap<>();
                map.forEach(
                        (name, value) ->
                                changed.put(String.valueOf(name), mapTexts(value, change)));
                yield changed;
            }
            case List<?> list -> {
                List<@Nullable Object> changed = new ArrayList<>();
                list.forEach(value -> changed.add(mapTexts(value, change)));
                yield changed;
            }
            case null, default -> tree;
        };
    }
}
