package dev.muninn.store.wal;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A lock that is held while the disk works, for which writers wait only so long. */
final class PatientLock {

    private final ReentrantLock lock = new ReentrantLock();
    private final String disk;
    private final Clock clock;
    private final Duration patience;

    PatientLock(String disk, Clock clock, Duration patience) {
        this.disk = disk;
        this.clock = clock;
        this.patience = patience;
    }

    /** Waits as long as it takes. */
    void lock() {
        lock.lock();
    }

    /**
     * Waits for a while; an interrupt is kept for later.
     *
     * @throws MuninnException of kind UNAVAILABLE if that was not long enough
     */
    void lockInTime() {
        boolean isInterrupted = false;
        try {
            long deadline = clock.nanos() + patience.toNanos();
            while (true) {
                try {
                    long left = Math.max(0, deadline - clock.nanos());
                    if (!lock.tryLock(left, TimeUnit.NANOSECONDS)) {
                        throw tooSlow();
                    }
                    return;
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private MuninnException tooSlow() {
        return new MuninnException(
                MuninnException.Kind.UNAVAILABLE,
                "the disk of "
                        + disk
                        + " did not take the write within "
                        + patience.toMillis()
                        + " ms; it may be stored all the same, send it again");
    }

    void unlock() {
        lock.unlock();
    }
}
