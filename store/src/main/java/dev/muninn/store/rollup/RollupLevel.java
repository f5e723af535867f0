package dev.muninn.store.rollup;

import java.time.Duration;

/**
 * A width of buckets, and how long these are kept.
 *
 * @param retention not at all if zero
 */
public record RollupLevel(Duration width, Duration retention) {

    /** Millions of years away, and far from overflowing. */
    private static final long FAR = 1L << 60;

    public long widthMillis() {
        return width.toMillis();
    }

    public boolean isKept() {
        return !retention.isZero();
    }

    /** The end of the bucket that a time belongs to; times nobody has are brought near. */
    public static long end(long millis, long widthMillis) {
        return Math.ceilDiv(Math.clamp(millis, -FAR, FAR), widthMillis) * widthMillis;
    }
}
