package dev.muninn.alert.lease;

import dev.muninn.alert.lease.HeldTime.Moment;
import dev.muninn.model.Clock;
import java.time.Duration;

/** The time of office of this process, if it has one. One thread changes it, others may ask. */
final class Tenure {

    private final Clock clock;
    private final Duration length;
    private final HeldTime held;

    /** While this process owns the lease, whether or not its time is over; else 0. */
    private volatile long token;

    /** Until when the owner before may tell people, too. */
    private volatile long doubtedUntilNanos;

    /**
     * @param length for how long it may be believed after a renewal
     */
    Tenure(Duration length, Clock clock) {
        this.clock = clock;
        this.length = length;
        held = new HeldTime(clock);
        doubtedUntilNanos = clock.nanos();
    }

    /** The moment at which something begins that lets it go on. */
    Moment moment() {
        return held.moment();
    }

    /**
     * Begins.
     *
     * @param doubt for how long the owner before may go on, without a word on it
     */
    void begin(long ownToken, Moment from, Duration doubt) {
        doubtedUntilNanos = clock.nanos() + doubt.toNanos();
        held.hold(from, length);
        token = ownToken;
    }

    void goOn(Moment from) {
        held.hold(from, length);
    }

    /** Goes on for so long from now, whatever the database says. */
    void goOn(Duration time) {
        held.hold(held.moment(), time);
    }

    /** Ends, and returns the token that it had. */
    long end() {
        long last = token;
        token = 0;
        return last;
    }

    /** It may be believed no longer, unless it is renewed. */
    void doubt() {
        held.end();
    }

    long token() {
        return token;
    }

    boolean isOwn() {
        return token != 0;
    }

    /** Whether it is this process' time now. */
    boolean isInTime() {
        return token != 0 && !held.isOver();
    }

    /** Whether the owner before may still tell people. */
    boolean isDoubted() {
        return token != 0 && doubtedUntilNanos - clock.nanos() > 0;
    }
}
