package dev.muninn.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer wants otherwise; null for what stays.
 *
 * @param stepMillis the distance of points and ticks, as a {@code sub} names it
 * @param visible refs of the queries that can be seen; where none is left nothing is sent
 */
public record ViewChange(
        @Nullable Long rangeMillis,
        @Nullable Long stepMillis,
        @Nullable Integer maxPoints,
        @Nullable Tier tier,
        @Nullable Boolean paused,
        @Nullable List<String> visible) {

    /** Everything stays. */
    public static final ViewChange NOTHING = new ViewChange(null, null, null, null, null, null);

    ViewChange withRange(long millis) {
        return new ViewChange(millis, stepMillis, maxPoints, tier, paused, visible);
    }

    ViewChange withStep(long millis) {
        return new ViewChange(rangeMillis, millis, maxPoints, tier, paused, visible);
    }

    ViewChange withPoints(int points) {
        return new ViewChange(rangeMillis, stepMillis, points, tier, paused, visible);
    }

    ViewChange withTier(Tier other) {
        return new ViewChange(rangeMillis, stepMillis, maxPoints, other, paused, visible);
    }

    ViewChange withPaused(boolean isPaused) {
        return new ViewChange(rangeMillis, stepMillis, maxPoints, tier, isPaused, visible);
    }

    ViewChange withVisible(@Nullable List<String> refs) {
        return new ViewChange(rangeMillis, stepMillis, maxPoints, tier, paused, refs);
    }

    /** This, and where it says nothing what was wanted before; step and tier are of this alone. */
    ViewChange over(ViewChange before) {
        return new ViewChange(
                rangeMillis == null ? before.rangeMillis : rangeMillis,
                stepMillis,
                maxPoints == null ? before.maxPoints : maxPoints,
                tier,
                paused == null ? before.paused : paused,
                visible == null ? before.visible : visible);
    }
}
