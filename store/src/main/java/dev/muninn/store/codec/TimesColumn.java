package dev.muninn.store.block;

import dev.muninn.store.codec.Interest;
import dev.muninn.store.codec.TimeSlice;
import org.jspecify.annotations.Nullable;

/**
 * The times of chunks that share them, and where in them lies what was asked for last. Safe for use
 * by many threads.
 */
final class TimesColumn {

    private record Found(Interest interest, TimeSlice slice, int[] positions) {}

    private final long[] times;
    private volatile @Nullable Found last;

    TimesColumn(long[] times) {
        this.times = times;
    }

    long[] times() {
        return times;
    }

    int[] positions(Interest interest, TimeSlice slice) {
        Found known = last;
        if (known == null || !known.slice.equals(slice) || !known.interest.equals(interest)) {
            known = new Found(interest, slice, interest.positions(times, slice));
            last = known;
        }
        return known.positions;
    }
}
