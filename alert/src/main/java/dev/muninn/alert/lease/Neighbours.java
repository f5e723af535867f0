package dev.muninn.alert.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The other processes on the database, by their looks at the lease; confined to one thread. */
final class Neighbours {

    /** Longer than a process pauses or is without the database and comes back. */
    private static final long GONE_NANOS = Duration.ofMinutes(1).toNanos();

    private record Seen(long looks, long sinceNanos) {}

    private final String self;
    private Map<String, Seen> others = new HashMap<>();
    private boolean isFirst = true;

    Neighbours(String self) {
        this.self = self;
    }

    /**
     * Notes the looks of all. A process that has not looked since the first time is not there: its
     * row may be of a year ago.
     */
    void note(Map<String, Long> looks, long nowNanos) {
        Map<String, Seen> next = new HashMap<>();
        looks.forEach(
                (name, count) -> {
                    Seen before = others.get(name);
                    if (name.equals(self)) {
                        return;
                    }
                    next.put(
                            name,
                            before != null && before.looks() == count
                                    ? before
                                    : new Seen(count, isFirst ? nowNanos - GONE_NANOS : nowNanos));
                });
        others = next;
        isFirst = false;
    }

    /** Names of those that live. */
    List<String> present(long nowNanos) {
        return names(nowNanos, true);
    }

    /** Names of those that do not. */
    List<String> gone(long nowNanos) {
        return names(nowNanos, false);
    }

    private List<String> names(long nowNanos, boolean present) {
        List<String> names = new ArrayList<>();
        others.forEach(
                (name, seen) -> {
                    if (nowNanos - seen.sinceNanos() < GONE_NANOS == present) {
                        names.add(name);
                    }
                });
        names.sort(null);
        return names;
    }
}
