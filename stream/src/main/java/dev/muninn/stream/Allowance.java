package dev.muninn.stream;

import dev.muninn.model.Clock;

/** So much a second: what was not used is kept for one second. Safe for use by many threads. */
final class Allowance {

    private final double perNano;
    private final double most;
    private final Clock clock;
    private double left;
    private long lastNanos;

    Allowance(int perSecond, Clock clock) {
        perNano = perSecond / 1e9;
        most = perSecond;
        this.clock = clock;
        left = most;
        lastNanos = clock.nanos();
    }

    /** Takes one if there is one. */
    synchronized boolean tryTake() {
        long now = clock.nanos();
        left = Math.min(most, left + (now - lastNanos) * perNano);
        lastNanos = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
