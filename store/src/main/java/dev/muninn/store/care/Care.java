package dev.muninn.store.care;

import dev.muninn.model.MuninnException;
import dev.muninn.store.core.StoreCore;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What has to be done every second or so, and quickly: force the log, flush. */
public final class Care {

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

    private final StoreCore core;
    private final Flusher flusher;
    private long lastBoundary = Long.MIN_VALUE;
    private long lastFlushNanos;
    private boolean hasFailed;

    public Care(StoreCore core, Flusher flusher) {
        this.core = core;
        this.flusher = flusher;
        lastFlushNanos = core.clock().nanos();
    }

    /** Does what is due; a failure is logged when it begins, and tried again next time. */
    public synchronized void run() {
        try {
            core.room().measure();
            core.churn()
                    .note(
                            core.clock().millis(),
                            core.head().seriesCreated(),
                            core.head().seriesCount());
            core.log().probe();
            if (core.log().refusal() == null) {
                core.log().syncWritten();
                flushIfDue();
            }
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
}
