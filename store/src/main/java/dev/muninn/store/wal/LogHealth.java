package dev.muninn.store.wal;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether the log can be written, and if not, why. Safe for use by many threads. */
final class LogHealth {

    /*
     * A failed write stalls the log: it refuses for a second before it tries again. After a failed
     * force nobody knows what the file holds, so nothing is acknowledged until a restart.
     */

    private static final System.Logger logger = System.getLogger(LogHealth.class.getName());

    /** Room comes back within seconds where it does; more tries would only cost. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String disk;
    private final Clock clock;
    private volatile @Nullable MuninnException stopped;
    private volatile @Nullable MuninnException stalled;
    private volatile long stalledAtNanos;

    LogHealth(String disk, Clock clock) {
        this.disk = disk;
        this.clock = clock;
    }

    /** Throws if a write would be refused now. */
    void check() {
        MuninnException reason = refusalNow();
        if (reason != null) {
            throw again(reason);
        }
    }

    /** Throws if nothing will ever be written again. */
    void checkNotStopped() {
        MuninnException reason = stopped;
        if (reason != null) {
            throw again(reason);
        }
    }

    /** The same failure with the stack of the caller. */
    static MuninnException again(MuninnException reason) {
        return new MuninnException(reason.kind(), String.valueOf(reason.getMessage()), reason);
    }

    /** Why a write would be refused now, or null: a stalled log is tried again each second. */
    @Nullable MuninnException refusalNow() {
        MuninnException reason = stopped;
        return reason != null ? reason : isWaiting() ? stalled : null;
    }

    /** Why writes are refused at present, or null. */
    @Nullable MuninnException refusal() {
        MuninnException reason = stopped;
        return reason != null ? reason : stalled;
    }

    boolean isStopped() {
        return stopped != null;
    }

    /** Whether it is time to try again after a failure. */
    boolean wantsProbe() {
        return stopped == null && stalled != null && !isWaiting();
    }

    private boolean isWaiting() {
        return stalled != null && clock.nanos() - stalledAtNanos < RETRY_NANOS;
    }

    /** Notes a failed write; the reason to tell. */
    MuninnException stall(IOException cause) {
        MuninnException reason =
                new MuninnException(
                        MuninnException.Kind.UNAVAILABLE,
                        "cannot write to "
                                + disk
                                + ": "
                                + cause.getMessage()
                                + "; nothing is stored until it can, tried again each second",
                        cause);
        if (stalled == null) {
            logger.log(System.Logger.Level.WARNING, reason.getMessage(), cause);
        }
        stalledAtNanos = clock.nanos();
        stalled = reason;
        return reason;
    }

    /** Notes a write that succeeded. */
    void recovered() {
        if (stalled != null) {
            stalled = null;
            logger.log(System.Logger.Level.INFO, "the log is written again");
        }
    }

    /** Notes a failed force; the reason to tell. */
    MuninnException stop(IOException cause) {
        MuninnException last =
                new MuninnException(
                        MuninnException.Kind.UNAVAILABLE,
                        "forcing the log of "
                                + disk
                                + " to disk failed: "
                                + cause.getMessage()
                                + "; nothing is stored until a restart, reads go on",
                        cause);
        stopped = last;
        logger.log(System.Logger.Level.ERROR, last.getMessage(), cause);
        return last;
    }

    void close() {
        stopped =
                new MuninnException(MuninnException.Kind.UNAVAILABLE, "the store is shutting down");
    }
}
