package dev.muninn.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.json.Change;
import dev.muninn.catalog.json.TreeDiff;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that differs between two dashboards.
 *
 * @param path a JSON pointer
 * @param change added, removed or changed
 */
public record Difference(
        String path, String change, @Nullable JsonNode from, @Nullable JsonNode to) {

    private static final String ELEMENTS = "/spec/elements/";

    static List<Difference> between(JsonNode from, JsonNode to) {
        return TreeDiff.between(from, to).stream().map(Difference::of).toList();
    }

    private static Difference of(Change change) {
        return new Difference(change.path(), change.kind().word(), change.from(), change.to());
    }

    /** The id of the panel that the place belongs to. */
    public Optional<String> element() {
        return elementOf(path);
    }

    /** The id of the panel that a place of a dashboard belongs to. */
    public static Optional<String> elementOf(String path) {
        if (!path.startsWith(ELEMENTS)) {
            return Optional.empty();
        }
        int end = path.indexOf('/', ELEMENTS.length());
        String id = path.substring(ELEMENTS.length(), end < 0 ? path.length() : end);
        return Optional.of(id.replace("~1", "/").replace("~0", "~"));
    }
}
