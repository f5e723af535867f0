package dev.muninn.store;

import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What may take minutes: roll up, delete what is too old, merge blocks, read them for damage. */
final class LongCare {

    private static final System.Logger logger = System.getLogger(LongCare.class.getName());

    private static final long RETENTION_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final StoreCore core;
    private final Compactor compactor;
    private final RollupKeeper rollups;
    private final Scrubber scrubber;
    private final SizeLimit sizeLimit;
    private long lastRetentionNanos;
    private boolean hasFailed;
    private volatile boolean isEnding;

    LongCare(StoreCore core, Compactor compactor, RollupKeeper rollups) {
        this.core = core;
        this.compactor = compactor;
        this.rollups = rollups;
        scrubber = new Scrubber(core);
        sizeLimit = new SizeLimit(core);
        lastRetentionNanos = core.clock().nanos() - RETENTION_NANOS;
    }

    /** Does what is due; a failure is logged when it begins, and tried again next time. */
    synchronized void run() {
        try {
            boolean isRolledUp = rollUp();
            if (isRolledUp) {
                expireIfDue();
            }
            // A full memory is to be flushed first, with all the disk can give.
            if (core.log().refusal() == null && !core.room().isHeadOverLimit()) {
                compactor.compactOnce();
            }
            scrubber.scrubIfDue();
            hasFailed = false;
        } catch (MuninnException | IOException e) {
            core.telemetry().careFailed();
            if (!hasFailed) {
                logger.log(System.Logger.Level.WARNING, "long care of the store failed", e);
                hasFailed = true;
            }
        }
    }

    /** Lets a run end early. */
    void end() {
        isEnding = true;
    }

    /** Before samples go: their buckets stay. Whether they may go now. */
    private boolean rollUp() {
        try {
            while (core.log().refusal() == null && rollups.keepOnce()) {
                if (isEnding) {
                    return false;
                }
            }
        } catch (MuninnException | IOException e) {
            // On a full disk deleting has to go on all the same.
            core.telemetry().careFailed();
            if (!hasFailed) {
                logger.log(System.Logger.Level.WARNING, "rolling up failed", e);
            }
        }
        return true;
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
            core.telemetry().expired(gone);
            int goneForSize = sizeLimit.enforce(now);
            core.telemetry().expiredForSize(goneForSize);
            if (gone + goneForSize > 0) {
                core.changes().noteEverywhere(new TimeRange(Long.MIN_VALUE, core.samplesSince()));
            }
        }
    }
}
