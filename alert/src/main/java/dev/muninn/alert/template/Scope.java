package dev.muninn.alert.template;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables of a block, with those of the blocks around it. */
final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    void declare(String variable, @Nullable Object value) {
        values.put(variable, value);
    }

    @Nullable Object value(String variable) {
        return values.get(variable);
    }

    /** The innermost block that has declared the variable, or null if none has. */
    @Nullable Scope find(String variable) {
        for (Scope at = this; at != null; at = at.outer) {
            if (at.values.containsKey(variable)) {
                return at;
            }
        }
        return null;
    }
}
