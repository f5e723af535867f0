package dev.muninn.stream;

import dev.muninn.model.Clock;
import java.util.concurrent.TimeUnit;

/** How often a viewer was late lately; used by one thread. */
final class Lateness {

    /** So often within a minute, and it is no accident. */
    private static final int MAX_COUNT = 3;

    private final Clock clock;
    private int count;
    private long sinceNanos;

    Lateness(Clock clock) {
        this.clock = clock;
    }

    /** Counts one more time; true if it was too often, and the count begins anew. */
    boolean isTooOften() {
        long now = clock.nanos();
        if (count == 0 || now - sinceNanos > TimeUnit.MINUTES.toNanos(1)) {
            count = 0;
            sinceNanos = now;
        }
        count++;
        if (count < MAX_COUNT) {
            return false;
        }
        count = 0;
        return true;
    }
}
