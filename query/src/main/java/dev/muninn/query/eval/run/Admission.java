package dev.muninn.query.eval.run;

import dev.muninn.model.MuninnException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets so many queries run at a time; others wait in order of arrival. */
public final class Admission {

    /** How often a waiting query looks whether it is still wanted. */
    private static final long CHECK_MILLIS = 10;

    private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
    private final int places;
    private int running;

    public Admission(int places) {
        this.places = places;
    }

    /**
     * Waits for a place, to be given back by {@link #leave}.
     *
     * @throws MuninnException of kind TIMEOUT or CANCELLED if the query ends while it waits
     */
    public void enter(Budget budget) {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            if (running < places && waiting.isEmpty()) {
                running++;
                return;
            }
            waiting.add(turn);
        }
        boolean isIn = false;
        try {
            while (!turn.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                budget.checkTime();
            }
            isIn = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MuninnException(
                    MuninnException.Kind.CANCELLED, "query was canceled in the queue", e);
        } finally {
            if (!isIn) {
                giveUp(turn);
            }
        }
    }

    private synchronized void giveUp(CountDownLatch turn) {
        if (!waiting.remove(turn)) {
            // Its turn came in the moment it gave up.
            leave();
        }
    }

    /** Gives the place to who waits longest. */
    public synchronized void leave() {
        CountDownLatch next = waiting.poll();
        if (next == null) {
            running--;
        } else {
            next.countDown();
        }
    }

    public synchronized int running() {
        return running;
    }

    public synchronized int queued() {
        return waiting.size();
    }
}
