package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Members of objects in objects, named by paths with dots; a dot in a name is written {@code \.}
 */
final class Paths {

    private static final String BETWEEN_PARTS = "(?<!\\\\)\\.";

    private Paths() {}

    /** The path of a member whose own name may contain dots. */
    static String escaped(String prefix, String name) {
        return prefix + name.replace(".", "\\.");
    }

    private static String plain(String part) {
        return part.replace("\\.", ".");
    }

    static JsonNode get(JsonNode object, String path) {
        JsonNode value = object;
        for (String part : path.split(BETWEEN_PARTS)) {
            value = value.path(plain(part));
        }
        return value;
    }

    /** Sets a member; what stands in the way and is no object gives way. */
    static void set(ObjectNode object, String path, JsonNode value) {
        String[] parts = path.split(BETWEEN_PARTS, -1);
        ObjectNode inner = object;
        for (int i = 0; i < parts.length - 1; i++) {
            String part = plain(parts[i]);
            inner = inner.path(part) instanceof ObjectNode there ? there : inner.putObject(part);
        }
        inner.set(plain(parts[parts.length - 1]), value);
    }

    /** Adds what is missing. */
    static void merge(ObjectNode into, JsonNode from) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            JsonNode there = into.get(member.getKey());
            if (there == null) {
                into.set(member.getKey(), member.getValue());
            } else if (there instanceof ObjectNode object) {
                merge(object, member.getValue());
            }
        }
    }
}
