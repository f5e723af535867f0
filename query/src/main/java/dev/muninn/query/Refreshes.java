package dev.muninn.query;

import dev.muninn.model.Generations;
import dev.muninn.query.cache.Dependence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** When people asked that kept results be computed anew. Safe for use by many threads. */
final class Refreshes {

    private final AtomicLong number = new AtomicLong();
    private final Map<String, Long> byMetric = new ConcurrentHashMap<>();
    private volatile long ofAll;

    /** The number of the last refresh. */
    long last() {
        return number.get();
    }

    void all() {
        ofAll = number.incrementAndGet();
        byMetric.clear();
    }

    void metric(String name) {
        byMetric.put(name, number.incrementAndGet());
    }

    /** Whether what was made after the refresh of a number is still wanted. */
    boolean isCurrent(long madeNumber, List<Dependence> dependences) {
        if (madeNumber < ofAll) {
            return false;
        }
        if (!byMetric.isEmpty()) {
            for (Dependence dependence : dependences) {
                String metric = dependence.metric();
                boolean isAny = metric.equals(Generations.ANY_METRIC) && madeNumber < last();
                if (isAny || madeNumber < byMetric.getOrDefault(metric, 0L)) {
                    return false;
                }
            }
        }
        return true;
    }
}
