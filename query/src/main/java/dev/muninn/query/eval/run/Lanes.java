package dev.muninn.query.eval.run;

import org.jspecify.annotations.Nullable;

/** Two lanes for queries: all begin in the quick one, and those that go on for long change over. */
public final class Lanes {

    /*
     * How much a query has to read shows only as it reads. One that has read a lot gives its place to
     * the next and goes on when there is one among the few slow ones: more of them at a time would not
     * end sooner, but keep the cores from those that are done in milliseconds.
     */

    /** So much is read in some tens of milliseconds. */
    private static final long MOST_QUICK_SAMPLES = 10_000_000;

    private final Admission quick;
    private final Admission slow;
    private final Turns turns;

    /**
     * @param turns what a query takes its slices in, which it must not hold while it changes over
     */
    public Lanes(int places, int slowPlaces, int mostWaiting, Turns turns) {
        this.turns = turns;
        quick = new Admission(places, mostWaiting);
        slow = new Admission(slowPlaces, mostWaiting);
    }

    /** Waits for a place in the quick lane; as {@link Admission#enter}. */
    public Place enter(String user, Budget budget) {
        quick.enter(user, budget);
        return new Place(user, budget);
    }

    public int running() {
        return quick.running() + slow.running();
    }

    public int queued() {
        return quick.queued() + slow.queued();
    }

    /** The place of one query; to be closed by the thread that entered. Used by all its workers. */
    public final class Place implements AutoCloseable {

        private final String user;
        private final Budget budget;
        private volatile boolean isQuick = true;
        private @Nullable Admission held = quick;

        private Place(String user, Budget budget) {
            this.user = user;
            this.budget = budget;
        }

        /** To be told how much was read; waits if that is too much for the quick lane. */
        void read(long samples) {
            if (samples > MOST_QUICK_SAMPLES && isQuick) {
                turns.leave();
                change();
            }
        }

        private synchronized void change() {
            if (isQuick) {
                quick.leave();
                held = null;
                slow.enter(user, budget);
                held = slow;
                isQuick = false;
            }
        }

        @Override
        public synchronized void close() {
            if (held != null) {
                held.leave();
                held = null;
            }
        }
    }
}
