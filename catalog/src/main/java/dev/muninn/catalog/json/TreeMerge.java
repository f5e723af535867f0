package dev.muninn.catalog.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Joins two edits of one tree. What one side alone has changed is taken; where both have changed
 * the same value in different ways there is a conflict, and ours wins. Things in lists are told by
 * their names. A thing that one side has deleted and the other has changed is a conflict, too.
 */
public final class TreeMerge {

    /**
     * A value that both sides have changed; null where it is not there.
     *
     * @param path where, as a JSON pointer with names for the items of lists
     */
    public record Conflict(
            String path,
            @Nullable JsonNode base,
            @Nullable JsonNode theirs,
            @Nullable JsonNode ours) {}

    /** The joined tree, with the conflicts that were decided for our side. */
    public record Merged(JsonNode tree, List<Conflict> conflicts) {}

    private final List<Conflict> conflicts = new ArrayList<>();

    private TreeMerge() {}

    public static Merged merge(ObjectNode base, ObjectNode theirs, ObjectNode ours) {
        TreeMerge merge = new TreeMerge();
        return new Merged(merge.objects("", base, theirs, ours), merge.conflicts);
    }

    private @Nullable JsonNode values(
            String path,
            @Nullable JsonNode base,
            @Nullable JsonNode theirs,
            @Nullable JsonNode ours) {
        if (java.util.Objects.equals(theirs, ours) || java.util.Objects.equals(base, theirs)) {
            return ours;
        }
        if (java.util.Objects.equals(base, ours)) {
            return theirs;
        }
        if (theirs instanceof ObjectNode theirObject && ours instanceof ObjectNode ourObject) {
            ObjectNode common = base instanceof ObjectNode object ? object : Json.object();
            return objects(path, common, theirObject, ourObject);
        }
        if (theirs instanceof ArrayNode theirList && ours instanceof ArrayNode ourList) {
            ArrayNode common = base instanceof ArrayNode list ? list : Json.array();
            String key = Identity.keyOf(common, theirList, ourList);
            if (key != null) {
                return lists(path, key, common, theirList, ourList);
            }
            if (isSet(common) && isSet(theirList) && isSet(ourList)) {
                return sets(common, theirList, ourList);
            }
        }
        conflicts.add(new Conflict(path, base, theirs, ours));
        return ours;
    }

    private ObjectNode objects(String path, ObjectNode base, ObjectNode theirs, ObjectNode ours) {
        ObjectNode merged = Json.object();
        Set<String> keys = new LinkedHashSet<>();
        ours.fieldNames().forEachRemaining(keys::add);
        theirs.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            JsonNode value =
                    values(
                            path + Json.pointerPart(key),
                            base.get(key),
                            theirs.get(key),
                            ours.get(key));
            if (value != null) {
                merged.set(key, value);
            }
        }
        return merged;
    }

    private ArrayNode lists(
            String path, String key, ArrayNode base, ArrayNode theirs, ArrayNode ours) {
        Map<String, JsonNode> before = items(base, key);
        Map<String, JsonNode> left = items(theirs, key);
        Map<String, JsonNode> right = items(ours, key);
        ArrayNode merged = Json.array();
        for (String name : order(before.keySet(), left.keySet(), right.keySet())) {
            JsonNode value =
                    values(
                            path + Json.pointerPart(label(name)),
                            before.get(name),
                            left.get(name),
                            right.get(name));
            if (value != null) {
                merged.add(value);
            }
        }
        return merged;
    }

    private static Map<String, JsonNode> items(ArrayNode list, String key) {
        Map<String, JsonNode> items = Identity.byKey(list, key);
        if (items == null) {
            throw new IllegalArgumentException("a list without the key " + key);
        }
        return items;
    }

    /** The name without the quotes that it has as JSON. */
    private static String label(String key) {
        return key.startsWith("\"") ? key.substring(1, key.length() - 1) : key;
    }

    /** The order of the side that has changed it, with the other's new things behind. */
    private static Set<String> order(Set<String> base, Set<String> theirs, Set<String> ours) {
        List<String> kept = new ArrayList<>(ours);
        kept.retainAll(base);
        List<String> was = new ArrayList<>(base);
        was.retainAll(ours);
        Set<String> order = new LinkedHashSet<>(kept.equals(was) ? theirs : ours);
        order.addAll(ours);
        order.addAll(theirs);
        return order;
    }

    private static boolean isSet(ArrayNode list) {
        Set<String> seen = new TreeSet<>();
        for (JsonNode item : list) {
            if (!item.isTextual() || !seen.add(item.textValue())) {
                return false;
            }
        }
        return true;
    }

    private static ArrayNode sets(ArrayNode base, ArrayNode theirs, ArrayNode ours) {
        Set<String> common = texts(base);
        Set<String> left = texts(theirs);
        Set<String> right = texts(ours);
        ArrayNode merged = Json.array();
        Set<String> all = new LinkedHashSet<>(right);
        all.addAll(left);
        for (String text : all) {
            boolean isInBoth = left.contains(text) && right.contains(text);
            if (isInBoth || !common.contains(text)) {
                merged.add(text);
            }
        }
        return merged;
    }

    private static Set<String> texts(ArrayNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(item -> texts.add(item.textValue()));
        return texts;
    }
}
