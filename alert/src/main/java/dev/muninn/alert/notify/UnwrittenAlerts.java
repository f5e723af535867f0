package dev.muninn.alert.notify;

import dev.muninn.model.Labels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Alerts that are known, but not in the journal: whoever sends one again must find it written. Safe
 * for use by many threads.
 */
final class UnwrittenAlerts {

    /** By the request that changed it last; that of another request says nothing of its own. */
    private final Map<Labels, Object> requests = new ConcurrentHashMap<>();

    boolean contains(Labels alert) {
        return requests.containsKey(alert);
    }

    /** Notes that a request has changed an alert. */
    void add(Labels alert, Object request) {
        requests.put(alert, request);
    }

    /** Notes that an alert is in the journal as a request has changed it. */
    void written(Labels alert, Object request) {
        requests.remove(alert, request);
    }

    /**
     * Forgets what ended without being sent again, which needs no row; looked for only where there
     * must be some.
     *
     * @param known how many alerts are known
     */
    void keepOnly(int known, Predicate<Labels> isKnown) {
        if (requests.size() > known) {
            requests.keySet().removeIf(isKnown.negate());
        }
    }
}
