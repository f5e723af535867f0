package dev.muninn.ingest.otlp;

import dev.muninn.model.Labels;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what senders report as differences, so that counters grow as queries expect. Safe for use
 * by many threads.
 */
public final class DeltaSums {

    /** A series that is silent for so long is forgotten when room is needed. */
    private static final long FORGOTTEN_AFTER_MILLIS = 3_600_000;

    private final int maxSeries;
    private final Map<Labels, Sum> sums = new ConcurrentHashMap<>();

    /** The totals of one series since it was first seen. */
    record Sum(double[] totals, long startMillis, long lastMillis) {

        private @Nullable Sum plus(double[] deltas, long timeMillis) {
            if (timeMillis <= lastMillis) {
                return null;
            }
            if (deltas.length != totals.length) {
                return new Sum(deltas.clone(), lastMillis, timeMillis);
            }
            double[] added = totals.clone();
            for (int i = 0; i < added.length; i++) {
                added[i] += deltas[i];
            }
            return new Sum(added, startMillis, timeMillis);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sum sum
                    && startMillis == sum.startMillis
                    && lastMillis == sum.lastMillis
                    && Arrays.equals(totals, sum.totals);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(lastMillis) + Arrays.hashCode(totals);
        }

        @Override
        public String toString() {
            return Arrays.toString(totals) + " at " + lastMillis;
        }
    }

    public DeltaSums(int maxSeries) {
        this.maxSeries = maxSeries;
    }

    /** Whether there is room for the series. */
    boolean hasRoom(Labels series, long nowMillis) {
        if (sums.size() < maxSeries || sums.containsKey(series)) {
            return true;
        }
        sums.values().removeIf(sum -> sum.lastMillis() < nowMillis - FORGOTTEN_AFTER_MILLIS);
        return sums.size() < maxSeries;
    }

    /**
     * Adds the differences to the series' totals; null if they are not newer than the last ones.
     * Another number of differences, as of other bucket bounds, begins anew.
     */
    @Nullable Sum add(Labels series, long startMillis, long timeMillis, double[] deltas) {
        Sum first = new Sum(deltas.clone(), startMillis, timeMillis);
        while (true) {
            Sum before = sums.putIfAbsent(series, first);
            if (before == null) {
                return first;
            }
            Sum after = before.plus(deltas, timeMillis);
            if (after == null || sums.replace(series, before, after)) {
                return after;
            }
        }
    }
}
