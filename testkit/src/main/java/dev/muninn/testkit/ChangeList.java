package dev.muninn.testkit;

import dev.muninn.model.Generations;
import dev.muninn.model.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** Remembers every single change: slow, obvious and exact. */
final class ChangeList implements Generations {

    private record Change(String metric, long timeMillis) {}

    private final List<Change> changes = new ArrayList<>();

    synchronized void add(String metric, long timeMillis) {
        changes.add(new Change(metric, timeMillis));
    }

    @Override
    public synchronized long generation(String metric, long untilMillis) {
        return changes.size();
    }

    @Override
    public synchronized long firstChange(String metric, TimeRange range, long generation) {
        return changes.stream()
                .skip(generation)
                .filter(change -> metric.equals(ANY_METRIC) || metric.equals(change.metric()))
                .mapToLong(Change::timeMillis)
                .filter(range::contains)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
