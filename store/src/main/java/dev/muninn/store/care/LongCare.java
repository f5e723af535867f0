package dev.muninn.store.care;

import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import dev.muninn.store.core.StoreCore;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** What may take minutes: roll up, delete what is too old, merge blocks, read them for damage. */
public final class LongCare {

    private static final System.Logger logger = System.getLogger(LongCare.class.getName());

    private static final long RETENTION_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Days and joins; about as many as one merge takes. */
    private static final int STEPS_IN_A_ROW = 8;

    /** A part of the care; says whether there was anything to do. */
    private interface Work {
        boolean run() throws IOException;
    }

    private final StoreCore core;
    private final Compactor compactor;
    private final RollupKeeper rollups;
    private final Scrubber scrubber;
    private final SizeLimit sizeLimit;
    private long lastRetentionNanos;

    /** Whether anything failed the last time, and whether anything has this time. */
    private boolean hasFailed;

    private boolean isFailing;
    private volatile boolean isEnding;

    public LongCare(StoreCore core, Compactor compactor, RollupKeeper rollups) {
        this.core = core;
        this.compactor = compactor;
        this.rollups = rollups;
        scrubber = new Scrubber(core, new SplittableRandom());
        sizeLimit = new SizeLimit(core);
        lastRetentionNanos = core.clock().nanos() - RETENTION_NANOS;
    }

    /** Does what is due; a failure is logged when it begins, and tried again next time. */
    public synchronized void run() {
        isFailing = false;
        if (rollUp()) {
            attempt("deleting what is too old", this::expireIfDue);
        }
        attempt("merging blocks", this::mergeOnce);
        attempt("reading blocks for damage", this::scrubIfDue);
        hasFailed = isFailing;
    }

    /** Lets a run end early. */
    public void end() {
        isEnding = true;
    }

    /**
     * Rolls up, before samples go: their buckets stay. Days by the hundred may wait after much was
     * filled in, so merging has its turn after some of them. Whether nothing is left to roll up.
     */
    private boolean rollUp() {
        // On a full disk deleting has to go on all the same, so a failure ends this and no more.
        for (int i = 0; i < STEPS_IN_A_ROW; i++) {
            if (!attempt("rolling up", this::rollUpOnce)) {
                return true;
            }
            if (isEnding) {
                return false;
            }
        }
        return false;
    }

    private boolean rollUpOnce() throws IOException {
        return core.log().refusal() == null && rollups.keepOnce();
    }

    private boolean mergeOnce() throws IOException {
        // A full memory is to be flushed first, with all the disk can give.
        return core.log().refusal() == null
                && !core.room().isHeadOverLimit()
                && compactor.compactOnce();
    }

    private boolean scrubIfDue() {
        scrubber.scrubIfDue();
        return true;
    }

    /** Whether the work did something; not if it failed. */
    private boolean attempt(String what, Work work) {
        try {
            return work.run();
        } catch (MuninnException | IOException e) {
            core.telemetry().careFailed();
            if (!hasFailed && !isFailing) {
                logger.log(
                        System.Logger.Level.WARNING, what + " failed, tried again each second", e);
            }
            isFailing = true;
            return false;
        }
    }

    private boolean expireIfDue() throws IOException {
        if (core.clock().nanos() - lastRetentionNanos < RETENTION_NANOS) {
            return false;
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
        return true;
    }
}
