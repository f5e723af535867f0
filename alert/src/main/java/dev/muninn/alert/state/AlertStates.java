package dev.muninn.alert.state;

import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.Rule;
import dev.muninn.model.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The alerts of one rule and what each evaluation makes of them; confined to the rule's run. */
public final class AlertStates {

    /** Long enough for a notification that was lost to be sent again. */
    private static final long RESOLVED_KEPT_MILLIS = Duration.ofMinutes(15).toMillis();

    private final Rule.Alerting rule;
    private final long pendingForMillis;
    private final long keepFiringForMillis;
    private final Map<Labels, Alert> alerts = new TreeMap<>();

    /** Restored ones that no run has judged yet. */
    private final Set<Labels> unjudged = new HashSet<>();

    /** Up to when it may be for want of samples that a restored one is missing. */
    private long settledAtMillis;

    public AlertStates(Rule.Alerting rule) {
        this.rule = rule;
        pendingForMillis = rule.pendingFor().toMillis();
        keepFiringForMillis = rule.keepFiringFor().toMillis();
    }

    /** An element of the rule's result with the labels and annotations of its alert. */
    public record Found(Labels labels, Map<String, String> annotations, double value) {}

    public Rule.Alerting rule() {
        return rule;
    }

    /** Takes the states over from the same rule of an earlier set of rules. */
    public void inherit(AlertStates before) {
        alerts.putAll(before.alerts);
        unjudged.addAll(before.unjudged);
        settledAtMillis = before.settledAtMillis;
    }

    /**
     * What fired before a restart and is missing up to this time goes on, as its samples may not be
     * there yet.
     */
    void settleBy(long millis) {
        settledAtMillis = millis;
    }

    /**
     * Lets an alert go on as it was before a restart.
     *
     * @param outMillis how long nobody looked, which does not count as waiting
     */
    void restore(Alert alert, long outMillis) {
        boolean waits = alert.state() == Alert.State.PENDING;
        alerts.put(alert.labels(), waits ? alert.since(alert.activeAtMillis() + outMillis) : alert);
        unjudged.add(alert.labels());
    }

    /**
     * As {@link #restore}, after runs that did not know of it: what they found since they began is
     * the same alert, what began later is another.
     *
     * @param beganMillis until when the alerts of the first runs began
     */
    void restoreLate(Alert alert, long outMillis, long beganMillis, long nowMillis) {
        Alert known = alerts.get(alert.labels());
        if (known == null) {
            restore(alert, outMillis);
            if (!maySettle(alert, nowMillis)) {
                // They looked already, so that its absence counts.
                unjudged.remove(alert.labels());
            }
        } else if (known.state() != Alert.State.RESOLVED && known.activeAtMillis() <= beganMillis) {
            switch (alert.state()) {
                case PENDING -> {
                    long since = alert.activeAtMillis() + outMillis;
                    alerts.put(
                            known.labels(), known.since(Math.min(since, known.activeAtMillis())));
                }
                case FIRING -> alerts.put(known.labels(), known.firingAs(alert));
                case RESOLVED -> {}
            }
        }
    }

    /** Applies one evaluation; times are those of the evaluation. */
    public void update(List<Found> result, long now) {
        if (result.isEmpty() && alerts.isEmpty()) {
            return;
        }
        Map<Labels, Found> found = new HashMap<>();
        for (Found one : result) {
            found.put(one.labels(), one);
            Alert known = alerts.get(one.labels());
            if (known == null || known.state() == Alert.State.RESOLVED) {
                alerts.put(one.labels(), begin(one, now));
            }
        }
        for (Labels labels : List.copyOf(alerts.keySet())) {
            Alert known = alerts.get(labels);
            // After a restart runs may be ahead of the first samples.
            if (unjudged.contains(labels) && !found.containsKey(labels)) {
                continue;
            }
            Alert next = known == null ? null : next(known, found.get(labels), now);
            if (next == null) {
                alerts.remove(labels);
            } else {
                alerts.put(labels, next);
            }
        }
        unjudged.removeIf(
                labels -> found.containsKey(labels) || !maySettle(alerts.get(labels), now));
    }

    /** Whether an alert that was restored may still fire though it is missing. */
    private boolean maySettle(@Nullable Alert alert, long now) {
        return alert != null
                && alert.state() == Alert.State.FIRING
                && alert.keepFiringSinceMillis() == 0
                && now < settledAtMillis;
    }

    private static Alert begin(Found found, long now) {
        return new Alert(
                found.labels(),
                found.annotations(),
                Alert.State.PENDING,
                now,
                0,
                0,
                0,
                found.value());
    }

    /** What becomes of an alert; null if nothing is left of it. */
    private @Nullable Alert next(Alert alert, @Nullable Found found, long now) {
        if (found == null) {
            return switch (alert.state()) {
                case PENDING -> null;
                case FIRING -> vanished(alert, now);
                case RESOLVED ->
                        now - alert.resolvedAtMillis() > RESOLVED_KEPT_MILLIS ? null : alert;
            };
        }
        boolean fires = now - alert.activeAtMillis() >= pendingForMillis;
        return new Alert(
                alert.labels(),
                found.annotations(),
                fires ? Alert.State.FIRING : Alert.State.PENDING,
                alert.activeAtMillis(),
                !fires ? 0 : alert.firedAtMillis() == 0 ? now : alert.firedAtMillis(),
                0,
                0,
                found.value());
    }

    private Alert vanished(Alert alert, long now) {
        long since = alert.keepFiringSinceMillis() == 0 ? now : alert.keepFiringSinceMillis();
        boolean keeps = keepFiringForMillis > 0 && now - since < keepFiringForMillis;
        return keeps ? alert.keptSince(since) : alert.resolved(now);
    }

    /** Ends all alerts, because the rule does; returns those that fired, as resolved. */
    List<Alert> end(long now) {
        List<Alert> ended = new ArrayList<>();
        for (Alert alert : alerts.values()) {
            if (alert.state() == Alert.State.FIRING) {
                ended.add(alert.resolved(now));
            }
        }
        alerts.clear();
        return ended;
    }

    /** Lets an alert have begun earlier, as its series from before a restart tell. */
    void beganAt(Labels labels, long activeAtMillis) {
        alerts.computeIfPresent(labels, (key, alert) -> alert.since(activeAtMillis));
    }

    /** Forgets all, as a rule over its limit does. */
    public void clear() {
        alerts.clear();
    }

    public boolean isEmpty() {
        return alerts.isEmpty();
    }

    public int size() {
        return alerts.size();
    }

    boolean knows(Labels labels) {
        return alerts.containsKey(labels);
    }

    /** Whether a run at this time would change an alert even if its element stays as it is. */
    public boolean changesBy(long now) {
        for (Alert alert : alerts.values()) {
            long since = alert.keepFiringSinceMillis();
            boolean isOver =
                    switch (alert.state()) {
                        case PENDING -> now - alert.activeAtMillis() >= pendingForMillis;
                        case FIRING -> since > 0 && now - since >= keepFiringForMillis;
                        case RESOLVED -> false;
                    };
            if (isOver) {
                return true;
            }
        }
        return false;
    }

    /** Whether the active alerts are others than before, or in other states. */
    public boolean haveMoved(List<Alert> activeBefore) {
        List<Alert> active = active();
        if (active.size() != activeBefore.size()) {
            return true;
        }
        for (int i = 0; i < active.size(); i++) {
            Alert before = activeBefore.get(i);
            if (!active.get(i).labels().equals(before.labels())
                    || !active.get(i).isWhereItWas(before)) {
                return true;
            }
        }
        return false;
    }

    /** Pending and firing alerts. */
    public List<Alert> active() {
        if (alerts.isEmpty()) {
            return List.of();
        }
        List<Alert> active = new ArrayList<>();
        for (Alert alert : alerts.values()) {
            if (alert.state() != Alert.State.RESOLVED) {
                active.add(alert);
            }
        }
        return active;
    }

    /** All that are known, those resolved lately included. */
    public List<Alert> all() {
        return List.copyOf(alerts.values());
    }
}
