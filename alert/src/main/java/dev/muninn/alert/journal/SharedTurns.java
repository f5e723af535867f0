package dev.muninn.alert.journal;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Turns at work that one caller does for all who came since the turn before began, as a transaction
 * that waits for the disk. Safe for use by many threads.
 */
public final class SharedTurns {

    /*
     * The first who comes while another works waits for the next turn, and does in it what all want
     * who have come by then; the others wait for its end and go on together. If each had to take a
     * turn, whoever comes often would leave hardly any to the others.
     */

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isFree = lock.newCondition();

    /** Whether it is somebody's turn. */
    private boolean isTaken;

    /** Of whoever waits for the next turn, and of those who wait for its end. */
    private @Nullable Turn next;

    /** Guarded by the lock. */
    private static final class Turn {
        private final Condition end;
        private boolean isOver;

        Turn(Condition end) {
            this.end = end;
        }
    }

    /** Returns after the work was done in a turn that began after this call, by any caller. */
    public void share(Runnable work) {
        Turn turn;
        lock.lock();
        try {
            if (next != null) {
                awaitEnd(next);
                return;
            }
            turn = new Turn(lock.newCondition());
            next = turn;
            take();
            next = null;
        } finally {
            lock.unlock();
        }
        try {
            work.run();
        } finally {
            lock.lock();
            try {
                turn.isOver = true;
                turn.end.signalAll();
                free();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Does other work in a turn of its own. */
    public void alone(Runnable work) {
        lock.lock();
        try {
            take();
        } finally {
            lock.unlock();
        }
        try {
            work.run();
        } finally {
            lock.lock();
            try {
                free();
            } finally {
                lock.unlock();
            }
        }
    }

    private static void awaitEnd(Turn turn) {
        while (!turn.isOver) {
            turn.end.awaitUninterruptibly();
        }
    }

    private void take() {
        while (isTaken) {
            isFree.awaitUninterruptibly();
        }
        isTaken = true;
    }

    private void free() {
        isTaken = false;
        isFree.signal();
    }
}
