package dev.muninn.store.options;

import java.time.Duration;

/**
 * What is kept; keys in configuration are {@code store.retention.raw}, {@code store.retention.size}
 * and those of {@link RollupOptions}.
 *
 * @param raw how long samples are kept
 * @param rollups how long samples summed up are kept
 * @param maxBytes size of blocks and log together beyond which the oldest blocks are deleted before
 *     their time, or 0 for no limit
 */
public record RetentionOptions(Duration raw, RollupOptions rollups, long maxBytes) {

    /** A good fortnight in detail, and as much as fits on the disk. */
    public static final RetentionOptions DEFAULTS =
            new RetentionOptions(Duration.ofDays(15), RollupOptions.DEFAULTS, 0);

    /** Refuses what cannot work, by name. */
    public RetentionOptions {
        Least.check("retention.raw", raw, Duration.ofHours(2));
        if (maxBytes != 0) {
            Least.check("retention.size", maxBytes, 1 << 20);
        }
    }

    /** The same with samples kept for another time. */
    public RetentionOptions withRaw(Duration retention) {
        return new RetentionOptions(retention, rollups, maxBytes);
    }

    /** The same with rollups kept for other times. */
    public RetentionOptions withRollups(RollupOptions levels) {
        return new RetentionOptions(raw, levels, maxBytes);
    }

    /** The same with another limit of size. */
    public RetentionOptions withMaxBytes(long bytes) {
        return new RetentionOptions(raw, rollups, bytes);
    }
}
