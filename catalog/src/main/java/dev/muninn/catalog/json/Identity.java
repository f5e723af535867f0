package dev.muninn.catalog.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the items of a list by what they are called, not by where they stand. */
final class Identity {

    /** What things in lists are known by, the first that all of them have. */
    private static final List<String> NAMES =
            List.of("name", "ref", "element", "uid", "id", "match", "title");

    private Identity() {}

    /** The key that tells the items of all these lists apart, or null if there is none. */
    static @Nullable String keyOf(JsonNode... lists) {
        for (String name : NAMES) {
            boolean isKey = false;
            boolean isBroken = false;
            for (JsonNode list : lists) {
                isKey |= !list.isEmpty();
                isBroken |= byKey(list, name) == null;
            }
            if (isKey && !isBroken) {
                return name;
            }
        }
        return null;
    }

    /** The items by their key, in order; null if an item has none or two have the same. */
    static @Nullable Map<String, JsonNode> byKey(JsonNode list, String name) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        for (JsonNode item : list) {
            JsonNode key = item.get(name);
            if (key == null || items.put(key.toString(), item) != null) {
                return null;
            }
        }
        return items;
    }
}
