package dev.muninn.stream;

import dev.muninn.model.MuninnException;
import java.util.Locale;

/** How much of a view a viewer wants, from everything to the least that is of use. */
public enum Tier {
    HIGH_BANDWIDTH(1, Integer.MAX_VALUE),
    LOW_BANDWIDTH(5_000, 300),
    MINIMAL_RESOURCES(15_000, 1);

    private final long leastStepMillis;
    private final int mostPoints;

    Tier(long leastStepMillis, int mostPoints) {
        this.leastStepMillis = leastStepMillis;
        this.mostPoints = mostPoints;
    }

    /** Reads a tier's name in the protocol. */
    public static Tier parse(String name) {
        for (Tier tier : values()) {
            if (tier.wireName().equals(name)) {
                return tier;
            }
        }
        throw MuninnException.badInput(
                "there is no tier "
                        + name
                        + ": take high_bandwidth, low_bandwidth or"
                        + " minimal_resources");
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The time between ticks where this much is asked for: a multiple of it. */
    long stepMillis(long asked) {
        return Math.ceilDiv(leastStepMillis, asked) * asked;
    }

    int points(int asked) {
        return Math.min(asked, mostPoints);
    }

    /** The tier for a viewer that is too slow for this one. */
    Tier lower() {
        return this == HIGH_BANDWIDTH ? LOW_BANDWIDTH : MINIMAL_RESOURCES;
    }
}
