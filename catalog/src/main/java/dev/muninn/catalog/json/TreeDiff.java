package dev.muninn.catalog.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares two trees and lists what differs, things in lists by their names. */
public final class TreeDiff {

    private final List<Change> changes = new ArrayList<>();

    private TreeDiff() {}

    public static List<Change> between(JsonNode from, JsonNode to) {
        TreeDiff diff = new TreeDiff();
        diff.compare("", from, to);
        return diff.changes;
    }

    private void compare(String path, @Nullable JsonNode from, @Nullable JsonNode to) {
        if (from instanceof ObjectNode before && to instanceof ObjectNode after) {
            compareObjects(path, before, after);
        } else if (from instanceof ArrayNode before && to instanceof ArrayNode after) {
            compareArrays(path, before, after);
        } else if (from == null || !from.equals(to)) {
            changes.add(new Change(path, from, to));
        }
    }

    private void compareObjects(String path, ObjectNode from, ObjectNode to) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            compare(
                    path + Json.pointerPart(member.getKey()),
                    member.getValue(),
                    to.get(member.getKey()));
        }
        for (Map.Entry<String, JsonNode> member : to.properties()) {
            if (!from.has(member.getKey())) {
                compare(path + Json.pointerPart(member.getKey()), null, member.getValue());
            }
        }
    }

    private void compareArrays(String path, ArrayNode from, ArrayNode to) {
        String key = Identity.keyOf(from, to);
        Map<String, JsonNode> before = key == null ? null : Identity.byKey(from, key);
        Map<String, JsonNode> after = key == null ? null : Identity.byKey(to, key);
        if (before == null || after == null) {
            if (!from.equals(to)) {
                changes.add(new Change(path, from, to));
            }
            return;
        }
        int index = 0;
        for (Map.Entry<String, JsonNode> item : before.entrySet()) {
            if (!after.containsKey(item.getKey())) {
                compare(path + "/" + index, item.getValue(), null);
            }
            index++;
        }
        index = 0;
        for (Map.Entry<String, JsonNode> item : after.entrySet()) {
            compare(path + "/" + index, before.get(item.getKey()), item.getValue());
            index++;
        }
        List<String> keptBefore = new ArrayList<>(before.keySet());
        List<String> keptAfter = new ArrayList<>(after.keySet());
        keptBefore.retainAll(after.keySet());
        keptAfter.retainAll(before.keySet());
        if (!keptBefore.equals(keptAfter)) {
            changes.add(new Change(path, from, to));
        }
    }
}
