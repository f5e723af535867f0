package dev.muninn.alert.group;

import dev.muninn.alert.route.Route;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All known alerts and the groups they are in. Not safe for use by several threads: its owner lets
 * one at a time in.
 */
public final class Dispatch {

    /*
     * The queue holds an entry for each time a group may be due. Entries whose group has another
     * time by now, or none, are stale and skipped, so nothing is ever searched or removed in the
     * middle.
     */

    private record Due(long atMillis, AlertGroup group) {}

    /** Whether somebody was told that an alert fires, and of no end of it yet. */
    @FunctionalInterface
    public interface Heard {
        boolean isFiring(Route route, String groupKey, Labels alert);
    }

    private final Map<Labels, ActiveAlert> alerts = new HashMap<>();
    private final Map<GroupKey, AlertGroup> groups = new HashMap<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMillis));
    private final Heard heard;
    private Route root;

    public Dispatch(Route root, Heard heard) {
        this.root = root;
        this.heard = heard;
    }

    /** Takes in a word on an alert and returns what is known of the alert now. */
    public ActiveAlert put(ActiveAlert newer, long nowMillis) {
        ActiveAlert known = alerts.get(newer.labels());
        ActiveAlert merged = known == null ? newer : known.merge(newer);
        alerts.put(merged.labels(), merged);
        route(merged, nowMillis);
        return merged;
    }

    private void route(ActiveAlert alert, long nowMillis) {
        for (Route route : root.routesOf(alert.labels())) {
            GroupKey key = GroupKey.of(route, alert.labels());
            AlertGroup group = groups.get(key);
            if (group == null) {
                if (alert.isResolvedAt(nowMillis)
                        && !heard.isFiring(route, route.groupKey(key.labels()), alert.labels())) {
                    continue;
                }
                group =
                        new AlertGroup(
                                route, key.labels(), nowMillis + route.groupWait().toMillis());
                groups.put(key, group);
                group.put(alert, nowMillis);
                plan(group);
                continue;
            }
            long planned = group.nextFlushMillis();
            group.put(alert, nowMillis);
            if (group.nextFlushMillis() != planned) {
                plan(group);
            }
        }
    }

    private void plan(AlertGroup group) {
        due.add(new Due(group.nextFlushMillis(), group));
    }

    /** When the next group is due; {@code Long.MAX_VALUE} if there is none. */
    public long nextFlushMillis() {
        dropStale();
        Due first = due.peek();
        return first == null ? Long.MAX_VALUE : first.atMillis();
    }

    private void dropStale() {
        for (Due first = due.peek(); first != null; first = due.peek()) {
            if (first.group().nextFlushMillis() == first.atMillis()) {
                return;
            }
            due.remove();
        }
    }

    /** The next group that is due, or null; its flush after this one is planned. */
    public @Nullable Flush poll(long nowMillis) {
        dropStale();
        Due first = due.peek();
        if (first == null || first.atMillis() > nowMillis) {
            return null;
        }
        due.remove();
        AlertGroup group = first.group();
        group.flushed(nowMillis);
        plan(group);
        List<ActiveAlert> flushed = new ArrayList<>(group.alerts());
        flushed.sort(Comparator.comparing(ActiveAlert::labels));
        return new Flush(group.route(), group.labels(), group.key(), flushed, nowMillis);
    }

    /** Drops what had ended by a flush that was told, and the group if nothing is left in it. */
    public void told(Flush flush) {
        GroupKey key = new GroupKey(flush.route().path(), flush.groupLabels());
        AlertGroup group = groups.get(key);
        if (group != null) {
            group.forget(flush.alerts(), flush.atMillis());
            if (group.isEmpty()) {
                group.end();
                groups.remove(key);
            }
        }
    }

    /** Forgets alerts that ended some time ago; groups keep theirs until they were told. */
    public void forgetEndedBefore(long millis) {
        alerts.values().removeIf(alert -> alert.isResolvedAt(millis));
    }

    /** Goes on with another tree: groups whose route and labels are the same keep their times. */
    public void replaceRoutes(Route other, long nowMillis) {
        Map<GroupKey, AlertGroup> before = new HashMap<>(groups);
        groups.clear();
        due.clear();
        root = other;
        for (ActiveAlert alert : alerts.values()) {
            route(alert, nowMillis);
        }
        groups.forEach(
                (key, group) -> {
                    AlertGroup old = before.get(key);
                    if (old != null && old.key().equals(group.key())) {
                        group.restore(old.nextFlushMillis(), old.wasFlushed());
                    }
                    plan(group);
                });
    }

    /** Plans all flushes earlier. */
    public void bringForward(long byMillis) {
        due.clear();
        for (AlertGroup group : groups.values()) {
            group.restore(group.nextFlushMillis() - byMillis, group.wasFlushed());
            plan(group);
        }
    }

    public @Nullable ActiveAlert alert(Labels labels) {
        return alerts.get(labels);
    }

    public Iterator<ActiveAlert> alerts() {
        return alerts.values().iterator();
    }

    public Route root() {
        return root;
    }

    public int alertCount() {
        return alerts.size();
    }

    public int groupCount() {
        return groups.size();
    }

    /** What all groups are called. */
    public Set<String> groupKeys() {
        Set<String> keys = new HashSet<>();
        groups.values().forEach(group -> keys.add(group.key()));
        return keys;
    }

    /** All groups, by labels and receiver. */
    public List<AlertGroup> sortedGroups() {
        return groups.values().stream()
                .sorted(
                        Comparator.comparing(AlertGroup::labels)
                                .thenComparing(group -> group.route().receiver())
                                .thenComparing(group -> group.route().path()))
                .toList();
    }

    /** All groups, in no order. */
    public Collection<AlertGroup> groups() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** When a group is told next, 0 if there is no such group. */
    public long nextFlushMillis(Route route, Labels groupLabels) {
        AlertGroup group = groups.get(new GroupKey(route.path(), groupLabels));
        return group == null ? 0 : group.nextFlushMillis();
    }
}
