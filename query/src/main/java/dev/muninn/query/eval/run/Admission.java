package dev.muninn.query.eval.run;

import dev.muninn.model.MuninnException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many queries run at a time; others wait in order of arrival. */
public final class Admission {

    /** How often a waiting query looks whether it is still wanted. */
    private static final long CHECK_MILLIS = 20;

    private final Semaphore places;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger queued = new AtomicInteger();

    public Admission(int places) {
        this.places = new Semaphore(places, true);
    }

    /**
     * Waits for a place, to be given back by {@link #leave}.
     *
     * @throws MuninnException of kind TIMEOUT or CANCELLED if the query ends while it waits
     */
    public void enter(Budget budget) {
        queued.incrementAndGet();
        try {
            // Without a timeout, tryAcquire would overtake those that wait.
            while (!places.tryAcquire(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                budget.checkTime();
            }
            running.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MuninnException(
                    MuninnException.Kind.CANCELLED, "query was canceled in the queue", e);
        } finally {
            queued.decrementAndGet();
        }
    }

    public void leave() {
        running.decrementAndGet();
        places.release();
    }

    public int running() {
        return running.get();
    }

    public int queued() {
        return queued.get();
    }
}
