package dev.muninn.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a save. */
public sealed interface SaveOutcome {

    /** It is on the disk, as this document. */
    record Saved(ObjectNode document) implements SaveOutcome {}

    /** It is no valid dashboard. */
    record Refused(List<Problem> problems) implements SaveOutcome {}

    /** A file or Muninn itself keeps the dashboard. */
    record ReadOnly(String keeper) implements SaveOutcome {}

    /**
     * Somebody else has saved since; nothing was stored.
     *
     * @param merged both edits, this one's where they conflict
     */
    record Conflict(
            long baseVersion,
            ObjectNode current,
            ObjectNode merged,
            List<Clash> clashes,
            List<Difference> theirs,
            List<Difference> ours)
            implements SaveOutcome {}

    /** A value that both have changed; null where it is not there. */
    record Clash(
            String path,
            @Nullable JsonNode base,
            @Nullable JsonNode theirs,
            @Nullable JsonNode ours) {}
}
