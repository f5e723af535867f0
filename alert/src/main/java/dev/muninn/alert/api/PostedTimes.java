package dev.muninn.alert.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.model.MuninnException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/** The times of one request's body, of which most say the same; confined to its thread. */
final class PostedTimes {

    /** More different ones than that are read anew. */
    private static final int MAX_KNOWN = 100;

    private final Map<String, Long> known = new HashMap<>();

    /** A time in milliseconds, 0 where it is missing or Go's time that is none. */
    long millis(JsonNode tree, String key) {
        String text = tree.path(key).asText("");
        if (text.isEmpty() || text.startsWith("0001-01-01T00:00:00")) {
            return 0;
        }
        Long before = known.get(text);
        if (before != null) {
            return before;
        }
        long millis = read(text, key);
        if (known.size() < MAX_KNOWN) {
            known.put(text, millis);
        }
        return millis;
    }

    private static long read(String text, String key) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    key + " is \"" + text + "\": write it like 2026-03-01T10:20:30Z",
                    e);
        }
    }
}
