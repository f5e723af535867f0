package dev.muninn.query.eval.run;

import dev.muninn.model.MuninnException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets so many queries run at a time; of those that wait, one of each user goes in by turns. */
public final class Admission {

    /** How often a waiting query looks whether it is still wanted. */
    private static final long CHECK_MILLIS = 10;

    /** Those that wait by user, the user whose turn it is first. */
    private final Map<String, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();

    private final int places;
    private final int mostWaiting;
    private int running;
    private int queued;

    /**
     * @param mostWaiting further queries are refused
     */
    public Admission(int places, int mostWaiting) {
        this.places = places;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Waits for a place, to be given back by {@link #leave}.
     *
     * @throws MuninnException of kind BUSY if too many wait already, of kind TIMEOUT or CANCELLED
     *     if the query ends while it waits
     */
    public void enter(String user, Budget budget) {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            if (running < places && queued == 0) {
                running++;
                return;
            }
            if (queued == mostWaiting) {
                throw new MuninnException(
                        MuninnException.Kind.BUSY,
                        mostWaiting
                                + " queries wait for their turn already: try again later, or raise"
                                + " query.max-concurrent");
            }
            queued++;
            waiting.computeIfAbsent(user, key -> new ArrayDeque<>()).add(turn);
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
                giveUp(user, turn);
            }
        }
    }

    private synchronized void giveUp(String user, CountDownLatch turn) {
        Deque<CountDownLatch> turns = waiting.get(user);
        if (turns == null || !turns.remove(turn)) {
            // Its turn came in the moment it gave up.
            leave();
            return;
        }
        queued--;
        if (turns.isEmpty()) {
            waiting.remove(user);
        }
    }

    /** Gives the place to the user whose turn it is. */
    public synchronized void leave() {
        CountDownLatch next = next();
        if (next == null) {
            running--;
        } else {
            next.countDown();
        }
    }

    private @Nullable CountDownLatch next() {
        if (waiting.isEmpty()) {
            return null;
        }
        Map.Entry<String, Deque<CountDownLatch>> first = waiting.entrySet().iterator().next();
        String user = first.getKey();
        Deque<CountDownLatch> turns = first.getValue();
        waiting.remove(user);
        CountDownLatch turn = turns.poll();
        if (!turns.isEmpty()) {
            // Behind all others.
            waiting.put(user, turns);
        }
        queued--;
        return turn;
    }

    public synchronized int running() {
        return running;
    }

    public synchronized int queued() {
        return queued;
    }
}
