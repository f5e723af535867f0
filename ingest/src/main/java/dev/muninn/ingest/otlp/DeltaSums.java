package dev.muninn.ingest.otlp;

import dev.muninn.model.Labels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what senders report as differences, so that counters grow as queries expect. Safe for use
 * by many threads.
 *
 * @param <T> what is added up
 */
final class DeltaSums<T extends DeltaSums.Addend<T>> {

    /** A value that never changes, and can be added to others of its kind. */
    interface Addend<T> {

        /** The sum of both, or null where the later one has another shape. */
        @Nullable T plus(T later);
    }

    /** The total of one series since it was first seen; compared by identity. */
    static final class Sum<T extends Addend<T>> {
        private final T total;
        private final long startMillis;
        private final long lastMillis;

        private Sum(T total, long startMillis, long lastMillis) {
            this.total = total;
            this.startMillis = startMillis;
            this.lastMillis = lastMillis;
        }

        T total() {
            return total;
        }

        long startMillis() {
            return startMillis;
        }

        private @Nullable Sum<T> plus(T difference, long timeMillis) {
            if (timeMillis <= lastMillis) {
                return null;
            }
            T added = total.plus(difference);
            return added == null
                    ? new Sum<>(difference, lastMillis, timeMillis)
                    : new Sum<>(added, startMillis, timeMillis);
        }
    }

    /** A series that is silent for so long is forgotten when room is needed. */
    private static final long FORGOTTEN_AFTER_MILLIS = 3_600_000;

    private final int maxSeries;
    private final Map<Labels, Sum<T>> sums = new ConcurrentHashMap<>();

    DeltaSums(int maxSeries) {
        this.maxSeries = maxSeries;
    }

    /** Whether there is room for the series. */
    boolean hasRoom(Labels series, long nowMillis) {
        if (sums.size() < maxSeries || sums.containsKey(series)) {
            return true;
        }
        sums.values().removeIf(sum -> sum.lastMillis < nowMillis - FORGOTTEN_AFTER_MILLIS);
        return sums.size() < maxSeries;
    }

    /**
     * Adds the difference to the series' total; null if it is not newer than the last one. One of
     * another shape, as of other bucket bounds, begins anew.
     */
    @Nullable Sum<T> add(Labels series, long startMillis, long timeMillis, T difference) {
        Sum<T> first = new Sum<>(difference, startMillis, timeMillis);
        while (true) {
            Sum<T> before = sums.putIfAbsent(series, first);
            if (before == null) {
                return first;
            }
            Sum<T> after = before.plus(difference, timeMillis);
            if (after == null || sums.replace(series, before, after)) {
                return after;
            }
        }
    }
}
