package dev.muninn.alert.group;

import dev.muninn.alert.route.Route;
import dev.muninn.model.Labels;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** The alerts that are told of together; confined to its {@link Dispatch}. */
public final class AlertGroup {

    private final Route route;
    private final Labels labels;
    private final String key;
    private final Map<Labels, ActiveAlert> alerts = HashMap.newHashMap(1);
    private long nextFlushMillis;
    private boolean wasFlushed;

    AlertGroup(Route route, Labels labels, long firstFlushMillis) {
        this.route = route;
        this.labels = labels;
        key = route.groupKey(labels);
        nextFlushMillis = firstFlushMillis;
    }

    public Route route() {
        return route;
    }

    public Labels labels() {
        return labels;
    }

    /** As receivers know it. */
    public String key() {
        return key;
    }

    /** Those that ended since the last flush among them. */
    public Collection<ActiveAlert> alerts() {
        return Collections.unmodifiableCollection(alerts.values());
    }

    boolean isEmpty() {
        return alerts.isEmpty();
    }

    /** When it is told next. */
    public long nextFlushMillis() {
        return nextFlushMillis;
    }

    /** Takes an alert in; one that began long ago need not wait for others. */
    void put(ActiveAlert alert, long nowMillis) {
        alerts.put(alert.labels(), alert);
        boolean isLate = alert.startsAtMillis() + route.groupWait().toMillis() < nowMillis;
        if (!wasFlushed && isLate) {
            nextFlushMillis = Math.min(nextFlushMillis, nowMillis);
        }
    }

    /** Plans the flush after this one. */
    void flushed(long nowMillis) {
        wasFlushed = true;
        long interval = route.groupInterval().toMillis();
        // After a pause of the machine once, not once for each interval that passed.
        nextFlushMillis = Math.max(nextFlushMillis + interval, nowMillis + 1);
        if (nextFlushMillis > nowMillis + interval) {
            nextFlushMillis = nowMillis + interval;
        }
    }

    /** Drops the alerts that had ended by the flush and were not heard of since. */
    void forget(Collection<ActiveAlert> told, long flushMillis) {
        for (ActiveAlert alert : told) {
            if (alert.isResolvedAt(flushMillis)) {
                alerts.remove(alert.labels(), alert);
            }
        }
    }

    /** Nobody is told of it any more. */
    void end() {
        nextFlushMillis = Long.MAX_VALUE;
    }

    /** Lets the group go on with another time for its next flush. */
    void restore(long flushMillis, boolean flushedBefore) {
        nextFlushMillis = flushMillis;
        wasFlushed = flushedBefore;
    }

    boolean wasFlushed() {
        return wasFlushed;
    }
}
