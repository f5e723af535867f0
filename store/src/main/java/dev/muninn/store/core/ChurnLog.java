package dev.muninn.store.core;

import dev.muninn.model.Cardinality.Churn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many series came and went in each of the last hours since the store was opened. Safe for use
 * by many threads.
 */
public final class ChurnLog {

    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    /** Two days: today can be compared with yesterday. */
    private static final int HOURS = 48;

    private final Deque<Churn> hours = new ArrayDeque<>();
    private long created;
    private long live;

    /**
     * Begins with the series there are.
     *
     * @param created how many were ever created
     * @param live how many there are
     */
    ChurnLog(long created, long live) {
        this.created = created;
        this.live = live;
    }

    /** Books what has changed since the last call on the hour. */
    public synchronized void note(long nowMillis, long createdByNow, long liveNow) {
        long hour = Math.floorDiv(nowMillis, HOUR) * HOUR;
        if (hours.isEmpty() || hours.getLast().hourMillis() < hour) {
            hours.addLast(new Churn(hour, 0, 0));
            if (hours.size() > HOURS) {
                hours.removeFirst();
            }
        }
        long more = createdByNow - created;
        long gone = more - (liveNow - live);
        Churn last = hours.removeLast();
        hours.addLast(new Churn(last.hourMillis(), last.created() + more, last.gone() + gone));
        created = createdByNow;
        live = liveNow;
    }

    public synchronized List<Churn> toList() {
        return new ArrayList<>(hours);
    }
}
