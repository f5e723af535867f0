package dev.muninn.alert.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The other processes on the database, by their looks at the lease; one thread notes them. */
final class Neighbours {

    /*
     * A row says that a process was there once. Whether it still is shows when it looks again: it
     * counts as present from then on. Until it is proven gone it may be there, as one that is cut
     * off from the database right after its start must not think that it is alone.
     */

    /** Longer than a process pauses or is without the database and comes back. */
    private static final long GONE_NANOS = Duration.ofMinutes(1).toNanos();

    private record Seen(long looks, long sinceNanos, boolean hasLookedAgain) {

        boolean isGone(long nowNanos) {
            return nowNanos - sinceNanos >= GONE_NANOS;
        }
    }

    private final String self;
    private Map<String, Seen> others = new HashMap<>();
    private boolean isFirst = true;
    private volatile List<String> nodes;

    /** Before the first look nobody knows. */
    private volatile boolean mayBeThere = true;

    Neighbours(String self) {
        this.self = self;
        nodes = List.of(self);
    }

    /** Notes the looks of all. */
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
                                    : new Seen(count, nowNanos, !isFirst));
                });
        others = next;
        isFirst = false;
        nodes = living(nowNanos);
        mayBeThere = others.values().stream().anyMatch(one -> !one.isGone(nowNanos));
    }

    private List<String> living(long nowNanos) {
        List<String> names = new ArrayList<>();
        names.add(self);
        others.forEach(
                (name, seen) -> {
                    if (seen.hasLookedAgain() && !seen.isGone(nowNanos)) {
                        names.add(name);
                    }
                });
        names.sort(null);
        return List.copyOf(names);
    }

    /** Names of the processes that live, this one among them; for any thread. */
    List<String> nodes() {
        return nodes;
    }

    /** Whether there may be another process; for any thread. */
    boolean mayBeThere() {
        return mayBeThere;
    }

    /** Names of those that do not live any more. */
    List<String> gone(long nowNanos) {
        return others.entrySet().stream()
                .filter(one -> one.getValue().isGone(nowNanos))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
