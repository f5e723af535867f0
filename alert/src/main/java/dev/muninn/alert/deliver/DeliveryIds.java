package dev.muninn.alert.deliver;

import dev.muninn.model.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes the identities of messages: UUIDs of version 7, which begin with the time, so that a
 * database files the next one behind the last. Safe for use by many threads if its parts are.
 */
public final class DeliveryIds {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final RandomGenerator random;

    public DeliveryIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public String next() {
        long high = clock.millis() << 16 | VERSION | random.nextLong() & 0xfff;
        long low = random.nextLong() >>> 2 | VARIANT;
        return new UUID(high, low).toString();
    }
}
