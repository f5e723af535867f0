package dev.muninn.alert.lease;

import dev.muninn.model.Clock;
import java.time.Duration;

/** Until when a process may believe that it has the lease. Safe for use by many threads. */
final class HeldTime {

    private final Clock clock;
    private volatile Until until;

    /** Two clocks, as a machine that is suspended stops the one, and people set the other. */
    private record Until(long nanos, long millis) {}

    HeldTime(Clock clock) {
        this.clock = clock;
        until = now();
    }

    /** The moment at which something begins that lets it be held. */
    Moment moment() {
        return new Moment(clock.nanos(), clock.millis());
    }

    /** A time by both clocks. */
    record Moment(long nanos, long millis) {}

    void hold(Moment from, Duration time) {
        until = new Until(from.nanos() + time.toNanos(), from.millis() + time.toMillis());
    }

    /** Ends it at once. */
    void end() {
        until = now();
    }

    private Until now() {
        return new Until(clock.nanos(), clock.millis());
    }

    boolean isOver() {
        Until end = until;
        return clock.nanos() - end.nanos() >= 0 || clock.millis() >= end.millis();
    }
}
