package dev.muninn.alert.lease;

import dev.muninn.model.Clock;
import java.time.Duration;

/**
 * What a process that tells people does while the database does not answer: another one may have
 * taken over, or it is away for all. One thread notes it.
 */
final class CutOff {

    private static final System.Logger LOGGER = System.getLogger(CutOff.class.getName());

    private final Duration patience;
    private final Clock clock;
    private long reachedNanos;
    private volatile boolean isOn;
    private volatile boolean isUncertain;

    CutOff(Duration patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
        reachedNanos = clock.nanos();
    }

    /** Notes that the database answers. */
    void end() {
        reachedNanos = clock.nanos();
        isOn = false;
        isUncertain = false;
    }

    /**
     * Notes that it does not, and returns whether the process goes on: where it may have neighbours
     * it keeps quiet for a while.
     */
    boolean goesOn(boolean mayHaveNeighbours, String failure) {
        boolean isLong = clock.nanos() - reachedNanos >= patience.toNanos();
        if (mayHaveNeighbours && !isLong) {
            return false;
        }
        if (!isOn) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "notification goes on without the database: {0}",
                    failure);
        }
        // A process that has started meanwhile was never seen.
        isUncertain = isLong;
        isOn = true;
        return true;
    }

    /** Whether it goes on without the database; for any thread. */
    boolean isOn() {
        return isOn;
    }

    /** Whether another process may tell the same; for any thread. */
    boolean isUncertain() {
        return isUncertain;
    }
}
