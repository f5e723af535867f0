package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.muninn.catalog.json.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which JSON types the members of an object of theirs have to have that are not read by {@link
 * Rules}. Names are paths with dots. What has another type cannot be read; what is empty loses
 * nothing, whatever it is.
 */
final class Form {

    private enum Type {
        TEXT("text"),
        VALUE("plain value"),
        OBJECT("object"),
        LIST("list"),
        TEXT_OR_OBJECT("text and no object"),
        VALUE_OR_LIST("plain value and no list");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        boolean fits(JsonNode node) {
            return switch (this) {
                case TEXT -> node.isTextual();
                case VALUE -> node.isValueNode();
                case OBJECT -> node.isObject();
                case LIST -> node.isArray();
                case TEXT_OR_OBJECT -> node.isTextual() || node.isObject();
                case VALUE_OR_LIST -> !node.isObject();
            };
        }
    }

    private final Map<String, Type> types = new LinkedHashMap<>();
    private final Map<String, Form> items = new LinkedHashMap<>();
    private final Set<String> valueLists = new HashSet<>();
    private final Set<String> valueMembers = new HashSet<>();

    private Form add(Type type, String... names) {
        for (String name : names) {
            types.put(name, type);
        }
        return this;
    }

    Form texts(String... names) {
        return add(Type.TEXT, names);
    }

    /** Texts, numbers or truths. */
    Form values(String... names) {
        return add(Type.VALUE, names);
    }

    Form objects(String... names) {
        return add(Type.OBJECT, names);
    }

    /** Lists whose reader says what is wrong within. */
    Form lists(String... names) {
        return add(Type.LIST, names);
    }

    /** A list of objects. */
    Form list(String name, Form item) {
        items.put(name, item);
        return add(Type.LIST, name);
    }

    Form valueLists(String... names) {
        valueLists.addAll(Set.of(names));
        return add(Type.LIST, names);
    }

    /** An object all of whose members are plain values. */
    Form objectOfValues(String name) {
        valueMembers.add(name);
        return add(Type.OBJECT, name);
    }

    Form valuesOrLists(String... names) {
        return add(Type.VALUE_OR_LIST, names);
    }

    /** What is named by a text or described by an object, whose members have types of their own. */
    Form textOrObject(String name) {
        return add(Type.TEXT_OR_OBJECT, name);
    }

    /** Reports what has another type, each place once. */
    void check(JsonNode theirs, String pointer, LossReport report) {
        Set<String> told = new HashSet<>();
        types.forEach((path, type) -> check(theirs, path, type, pointer, report, told));
    }

    private void check(
            JsonNode theirs,
            String path,
            Type type,
            String pointer,
            LossReport report,
            Set<String> told) {
        JsonNode node = theirs;
        String at = pointer;
        String prefix = "";
        for (String part : path.split("\\.")) {
            node = node.path(part);
            at += Json.pointerPart(part);
            prefix += prefix.isEmpty() ? part : "." + part;
            Type expected = prefix.equals(path) ? type : types.getOrDefault(prefix, Type.OBJECT);
            if (!isRight(node, expected, at, report, told)) {
                return;
            }
        }
        items(node, path, at, report);
    }

    private void items(JsonNode list, String path, String pointer, LossReport report) {
        if (valueMembers.contains(path)) {
            list.properties()
                    .forEach(
                            member ->
                                    isRight(
                                            member.getValue(),
                                            Type.VALUE,
                                            pointer + Json.pointerPart(member.getKey()),
                                            report,
                                            new HashSet<>()));
        }
        Form item = items.get(path);
        boolean isOfValues = valueLists.contains(path);
        if (item == null && !isOfValues) {
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            String at = pointer + "/" + i;
            Type type = isOfValues ? Type.VALUE : Type.OBJECT;
            boolean isObject = isRight(list.get(i), type, at, report, new HashSet<>());
            if (isObject && item != null) {
                item.check(list.get(i), at, report);
            }
        }
    }

    private static boolean isRight(
            JsonNode node, Type type, String pointer, LossReport report, Set<String> told) {
        if (Rules.isEmpty(node) || type.fits(node)) {
            return true;
        }
        if (told.add(pointer)) {
            report.lost(pointer, "it is no %s and is left out".formatted(type.word));
        }
        return false;
    }

    /** The list that is there, or an empty one. */
    static ArrayNode listOf(JsonNode node) {
        return node instanceof ArrayNode list ? list : Json.array();
    }
}
