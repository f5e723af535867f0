package dev.muninn.catalog.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two trees.
 *
 * @param path where, as a JSON pointer; into the older tree for what was removed
 * @param from null for what was added
 * @param to null for what was removed
 */
public record Change(String path, @Nullable JsonNode from, @Nullable JsonNode to) {

    /** What happened to the value. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Kind kind() {
        return from == null ? Kind.ADDED : to == null ? Kind.REMOVED : Kind.CHANGED;
    }
}
