package dev.muninn.alert.notify;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What alerting knows, for one thread at a time. Safe for use by many threads. */
final class GuardedState {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private NotifyState state;

    GuardedState(NotifyState state) {
        this.state = state;
    }

    /** Looks at the state, or changes what nobody waits for; must not keep it. */
    <T> T read(Function<NotifyState, T> reading) {
        lock.lock();
        try {
            return reading.apply(state);
        } finally {
            lock.unlock();
        }
    }

    /** Changes the state; whoever waits looks again. */
    void change(Consumer<NotifyState> change) {
        lock.lock();
        try {
            change.accept(state);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Goes on with another state. */
    void replace(NotifyState other) {
        lock.lock();
        try {
            state = other;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a change, at most for the time that the state as it is now asks for. */
    @SuppressWarnings("WaitNotInLoop") // whoever waits looks again, whatever it was that woke it
    void await(ToLongFunction<NotifyState> atMostMillis) throws InterruptedException {
        lock.lock();
        try {
            long wait = atMostMillis.applyAsLong(state);
            if (wait > 0) {
                var _ = changed.await(wait, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }
}
