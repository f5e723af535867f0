package dev.muninn.store;

import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What has to be done every second or so: force the log, flush, delete what is too old. */
final class Care {

    /*
     * The head keeps the newest range of samples and half of the one before; what is older goes to a
     * block once that range is over, late samples included. Late samples for ranges already in
     * blocks wait for company, at most an hour.
     */

    private static final System.Logger logger = System.getLogger(Care.class.getName());

    private static final long HEAD_SPAN = BlockRanges.SHORTEST * 3 / 2;

    /** Late samples may still come for a range that is just over. */
    private static final long MAX_LATE = TimeUnit.HOURS.toMillis(1);

    private static final long LATE_FLUSH_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long RETENTION_NANOS = TimeUnit.MINUTES.toNanos(1);

    /**
     * Days of back-filled data are rolled up one after the other, but flushes must not wait long.
     */
    private static final long ROLLUP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final StoreCore core;
    private final Flusher flusher;
    private final Compactor compactor;
    private final RollupKeeper rollups;
    private final Scrubber scrubber;
    private long lastBoundary = Long.MIN_VALUE;
    private long lastFlushNanos;
    private long lastRetentionNanos;
    private boolean hasFailed;

    Care(StoreCore core, Flusher flusher, Compactor compactor, RollupKeeper rollups) {
        this.core = core;
        this.flusher = flusher;
        this.compactor = compactor;
        this.rollups = rollups;
        scrubber = new Scrubber(core);
        lastFlushNanos = core.clock().nanos();
        lastRetentionNanos = core.clock().nanos() - RETENTION_NANOS;
    }

    /** Does what is due; a failure is logged when it begins, and tried again next time. */
    synchronized void run() {
        try {
            core.room().measure();
            core.churn()
                    .note(
                            core.clock().millis(),
                            core.head().seriesCreated(),
                            core.head().seriesCount());
            core.log().probe();
            keepRollups();
            expireIfDue();
            if (core.log().refusal() == null) {
                core.log().syncWritten();
                flushIfDue();
                compactor.compactOnce();
            }
            scrubber.scrubIfDue();
            hasFailed = false;
        } catch (MuninnException | IOException e) {
            core.telemetry().careFailed();
            if (!hasFailed) {
                logger.log(System.Logger.Level.WARNING, "care of the store failed", e);
                hasFailed = true;
            }
        }
    }

    private void flushIfDue() throws IOException {
        long oldest = core.headOldest();
        long newest = core.headNewest();
        if (oldest > newest) {
            return;
        }
        if (core.room().isHeadOverLimit()) {
            flush(newest + 1);
            core.room().measure();
            return;
        }
        long late = Math.min(core.options().outOfOrderWindow().toMillis(), MAX_LATE);
        long boundary = Math.floorDiv(newest - late, BlockRanges.SHORTEST) * BlockRanges.SHORTEST;
        boolean isDue =
                boundary > lastBoundary
                        ? newest - oldest > HEAD_SPAN
                        : core.clock().nanos() - lastFlushNanos > LATE_FLUSH_NANOS;
        if (isDue && oldest < boundary) {
            flush(boundary);
        }
    }

    private void flush(long beforeMillis) {
        lastFlushNanos = core.clock().nanos();
        lastBoundary = Math.max(lastBoundary, beforeMillis);
        flusher.flush(beforeMillis);
    }

    /** Before samples go: their buckets stay. */
    private void keepRollups() {
        try {
            long started = core.clock().nanos();
            while (core.log().refusal() == null
                    && rollups.keepOnce()
                    && core.clock().nanos() - started < ROLLUP_NANOS) {
                Thread.onSpinWait();
            }
        } catch (MuninnException | IOException e) {
            // On a full disk deleting has to go on all the same.
            core.telemetry().careFailed();
            logger.log(System.Logger.Level.WARNING, "rolling up failed", e);
        }
    }

    private void expireIfDue() throws IOException {
        if (core.clock().nanos() - lastRetentionNanos < RETENTION_NANOS) {
            return;
        }
        lastRetentionNanos = core.clock().nanos();
        // A clock that jumped ahead must not delete anything: there has to be data that new.
        long now = Math.min(core.clock().millis(), core.newest());
        if (now != Long.MIN_VALUE) {
            int gone = core.blocks().deleteOlderThan(0, core.samplesSince()) + rollups.expire(now);
            if (gone > 0) {
                core.changes().noteEverywhere(new TimeRange(Long.MIN_VALUE, core.samplesSince()));
            }
            core.telemetry().expired(gone);
        }
    }
}
