package dev.muninn.store.wal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets the writer that is to force the log wait a moment for those that are about to need it too.
 * Safe for use by many threads.
 */
final class SyncCompany {

    /*
     * Senders that are answered together send again together, but one is always first. If it forced
     * at once, the others would come while it does and need a force of their own. So as many as
     * needed the last force, or came during it, are waited for; and once in vain is the last time.
     */

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isComplete = lock.newCondition();
    private final long patienceNanos;
    private int expected;
    private int arrived;
    private int served;

    /**
     * @param patience as long as a sender needs for its next request; nobody notices it beside a
     *     force
     */
    SyncCompany(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /** A writer's records are written, and it needs them forced. */
    void arrive() {
        lock.lock();
        try {
            arrived++;
            if (arrived >= expected) {
                isComplete.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns once all that are expected have arrived, or patience is over. */
    void awaitOthers() {
        lock.lock();
        try {
            long left = patienceNanos;
            while (arrived < expected && left > 0) {
                left = isComplete.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Forcing early is as good.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** A force begins, which serves all that have arrived. */
    void begin() {
        lock.lock();
        try {
            served = arrived;
            arrived = 0;
        } finally {
            lock.unlock();
        }
    }

    /** The force has ended. */
    void end() {
        lock.lock();
        try {
            expected = served + arrived;
        } finally {
            lock.unlock();
        }
    }

    /** How many writers the next force waits for. */
    int expected() {
        lock.lock();
        try {
            return expected;
        } finally {
            lock.unlock();
        }
    }
}
