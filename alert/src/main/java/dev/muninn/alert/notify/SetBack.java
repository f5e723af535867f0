package dev.muninn.alert.notify;

import dev.muninn.model.Clock;

/** Notices that the clock was set back. Confined to the thread that asks. */
final class SetBack {

    /** Less is how clocks are kept right, and not worth a second look at what is planned. */
    private static final long LEAST_MILLIS = 1_000;

    private final Clock clock;
    private long millis;
    private long nanos;

    SetBack(Clock clock) {
        this.clock = clock;
        millis = clock.millis();
        nanos = clock.nanos();
    }

    /** By how much it was set back since it was asked last; 0 if it was not. */
    long sinceLastAsked() {
        long nowMillis = clock.millis();
        long nowNanos = clock.nanos();
        long lost = (nowNanos - nanos) / 1_000_000 - (nowMillis - millis);
        millis = nowMillis;
        nanos = nowNanos;
        return lost >= LEAST_MILLIS ? lost : 0;
    }
}
