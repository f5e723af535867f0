package dev.muninn.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer wants otherwise; null for what stays.
 *
 * @param visible refs of the queries that can be seen; where none is left nothing is sent
 */
public record ViewChange(
        @Nullable Long rangeMillis,
        @Nullable Integer maxPoints,
        @Nullable Tier tier,
        @Nullable Boolean paused,
        @Nullable List<String> visible) {

    static ViewChange ofTier(Tier tier) {
        return new ViewChange(null, null, tier, null, null);
    }
}
