package dev.muninn.store.block;

import dev.muninn.model.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A few ranges of time that cover all that were added. Confined to one thread. */
final class FewTimes {

    /** As many as a block's description has room for, beside its parents. */
    static final int MAX = 16;

    private final List<TimeRange> ranges = new ArrayList<>();

    void add(TimeRange range) {
        long from = range.fromMillis();
        long to = range.toMillis();
        for (TimeRange other : List.copyOf(ranges)) {
            if (other.overlaps(from, to)) {
                ranges.remove(other);
                from = Math.min(from, other.fromMillis());
                to = Math.max(to, other.toMillis());
            }
        }
        ranges.add(new TimeRange(from, to));
        if (ranges.size() > MAX) {
            joinNearest();
        }
    }

    /** One too many: what is between the nearest two counts as well. */
    private void joinNearest() {
        ranges.sort(Comparator.comparingLong(TimeRange::fromMillis));
        int nearest = 0;
        for (int i = 1; i + 1 < ranges.size(); i++) {
            if (distanceBehind(i) < distanceBehind(nearest)) {
                nearest = i;
            }
        }
        TimeRange behind = ranges.remove(nearest + 1);
        ranges.set(nearest, new TimeRange(ranges.get(nearest).fromMillis(), behind.toMillis()));
    }

    private long distanceBehind(int index) {
        return ranges.get(index + 1).fromMillis() - ranges.get(index).toMillis();
    }

    /** Ascending, none overlapping another. */
    List<TimeRange> toList() {
        ranges.sort(Comparator.comparingLong(TimeRange::fromMillis));
        return List.copyOf(ranges);
    }
}
