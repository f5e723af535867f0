package dev.muninn.query;

import dev.muninn.model.Clock;
import java.time.Duration;

/** How many points of the last hour's answers were in the cache. Safe for use by many threads. */
final class RecentPoints {

    private static final long SLOT_MILLIS = 10_000;

    /** An hour of slots and the one that is being filled. */
    private static final int SLOTS = 361;

    private final Clock clock;
    private final long originNanos;
    private final long[] numbers = new long[SLOTS];
    private final long[] cached = new long[SLOTS];
    private final long[] computed = new long[SLOTS];

    RecentPoints(Clock clock) {
        this.clock = clock;
        originNanos = clock.nanos();
    }

    synchronized void add(long cachedPoints, long computedPoints) {
        long number = number();
        int slot = (int) (number % SLOTS);
        if (numbers[slot] != number) {
            numbers[slot] = number;
            cached[slot] = 0;
            computed[slot] = 0;
        }
        cached[slot] += cachedPoints;
        computed[slot] += computedPoints;
    }

    /** The share that was there, of answers of the last so many seconds; 0 if there were none. */
    synchronized double hitRate(Duration last) {
        long newest = number();
        long oldest = newest - last.toMillis() / SLOT_MILLIS;
        long there = 0;
        long all = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (numbers[slot] > oldest && numbers[slot] <= newest) {
                there += cached[slot];
                all += cached[slot] + computed[slot];
            }
        }
        return all == 0 ? 0 : (double) there / all;
    }

    /** Slots are of the time that runs evenly, so no change of the wall clock empties them. */
    private long number() {
        return (clock.nanos() - originNanos) / 1_000_000 / SLOT_MILLIS + SLOTS;
    }
}
