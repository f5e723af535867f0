package dev.muninn.query.eval.window;

import org.jspecify.annotations.Nullable;

/** What the start times of neighbouring samples say of counter resets. */
final class StartTimes {

    private StartTimes() {}

    /** Whether a counter was reset between the sample before an index and the one at it. */
    static boolean isReset(long @Nullable [] starts, long[] times, int index) {
        return starts != null
                && isReset(starts[index - 1], times[index - 1], starts[index], times[index]);
    }

    private static boolean isReset(long previousStart, long previousTime, long start, long time) {
        if (start == 0 || start >= time || start < previousTime) {
            // Unknown, not possible, or not reset since the sample before.
            return false;
        }
        if (start > previousTime) {
            return true;
        }
        // It begins at the sample before: so do deltas, but also counters of unknown start, whose
        // first sample starts at itself or not at all.
        return previousStart != 0 && previousStart < previousTime;
    }

    /** Whether a sample claims to have begun before its predecessor, yet not with it. */
    static boolean overlaps(long @Nullable [] starts, long[] times, int index) {
        return starts != null
                && starts[index] != 0
                && starts[index] < times[index - 1]
                && starts[index] != starts[index - 1];
    }
}
