package dev.muninn.alert.deliver;

import dev.muninn.model.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes the identities of messages: UUIDs of version 7, which begin with the time, so that a
 * database files the next one behind the last. Safe for use by many threads.
 */
public final class DeliveryIds {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long BELOW_VARIANT = 0x3fff_ffff_ffff_ffffL;

    private final Clock clock;
    private final RandomGenerator random;
    private long millis = Long.MIN_VALUE;
    private long high;
    private long low;

    public DeliveryIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Random for the first of a millisecond; each after it is one more, as RFC 9562 has it. */
    public synchronized String next() {
        long now = clock.millis();
        if (now == millis) {
            low = VARIANT | ((low + 1) & BELOW_VARIANT);
        } else {
            millis = now;
            high = now << 16 | VERSION | random.nextLong() & 0xfff;
            low = VARIANT | (random.nextLong() & BELOW_VARIANT);
        }
        return new UUID(high, low).toString();
    }
}
