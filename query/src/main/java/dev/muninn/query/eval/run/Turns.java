package dev.muninn.query.eval.run;

import dev.muninn.model.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets as many slices of large queries run at a time as there are cores, those first whose work is
 * due first. Safe for use by many threads.
 */
public final class Turns {

    /*
     * Large queries that share the cores evenly all end late, and by chance some of them much later
     * than others. One after the other, each ends as early as if only those before it were there. Work
     * is due so long after it began as it has series: small work goes before large work, yet not for
     * ever. Nobody waits any longer than that, so whoever holds a turn and is slow, or waits for
     * something itself, holds up nobody for long.
     */

    /** Some ten times as long as a series takes. */
    private static final long NANOS_PER_SERIES = 100_000;

    private record Waiting(long due, long number, Thread thread, CountDownLatch turn) {}

    private final Clock clock;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(
                    Comparator.comparingLong(Waiting::due).thenComparingLong(Waiting::number));
    private final Set<Thread> running = new HashSet<>();
    private int free;
    private long numbers;

    public Turns(int cores, Clock clock) {
        free = cores;
        this.clock = clock;
    }

    /** When work on so many series is due that begins now. */
    long due(int series) {
        return clock.nanos() + series * NANOS_PER_SERIES;
    }

    /**
     * Waits for a turn until the work is due; then it goes on without.
     *
     * @throws IllegalStateException if this thread has one already, as it could give back but one
     */
    void enter(long dueNanos) {
        Waiting me;
        synchronized (this) {
            if (isMine()) {
                throw new IllegalStateException("thread has a turn already");
            }
            if (free > 0) {
                free--;
                running.add(Thread.currentThread());
                return;
            }
            me = new Waiting(dueNanos, numbers++, Thread.currentThread(), new CountDownLatch(1));
            waiting.add(me);
        }
        try {
            if (me.turn.await(dueNanos - clock.nanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            // The query is to end, which it finds out when it goes on.
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            waiting.remove(me);
        }
    }

    /** Gives the turn of this thread, if it has one, to the work that is due next. */
    synchronized void leave() {
        if (!running.remove(Thread.currentThread())) {
            return;
        }
        Waiting next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            running.add(next.thread);
            next.turn.countDown();
        }
    }

    /** Whether this thread has a turn. */
    synchronized boolean isMine() {
        return running.contains(Thread.currentThread());
    }

    /** Turns that nobody has. */
    synchronized int free() {
        return free;
    }

    /** How many wait for one. */
    synchronized int waiting() {
        return waiting.size();
    }
}
