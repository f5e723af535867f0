package dev.muninn.ingest.collect.probe;

import dev.muninn.model.Clock;

/** Seconds from one look to the next. */
final class Stopwatch {

    private final Clock clock;
    private long lastNanos;

    Stopwatch(Clock clock) {
        this.clock = clock;
        this.lastNanos = clock.nanos();
    }

    double lap() {
        long now = clock.nanos();
        double seconds = (now - lastNanos) / 1e9;
        lastNanos = now;
        return seconds;
    }
}
