package dev.muninn.alert.notify;

import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.deliver.DeliveryEnd;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.group.Dispatch;
import dev.muninn.alert.group.LastTold;
import dev.muninn.alert.journal.Acknowledgement;
import dev.muninn.alert.journal.AlertJournal;
import dev.muninn.alert.journal.AlertJournal.ToldKey;
import dev.muninn.alert.route.Fingerprint;
import dev.muninn.alert.route.Inhibitor;
import dev.muninn.alert.route.Route;
import dev.muninn.alert.route.Silences;
import dev.muninn.model.Labels;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All that alerting knows in memory; its owner lets one thread at a time in. */
final class NotifyState {

    private RoutingConfig config;
    private final Dispatch dispatch;
    private final Silences silences;
    private Inhibitor inhibitor;
    private final Map<ToldKey, LastTold> told = new HashMap<>();
    private final Map<String, Acknowledgement> acknowledgements = new HashMap<>();

    private NotifyState(RoutingConfig config) {
        this.config = config;
        silences = new Silences(() -> UUID.randomUUID().toString());
        dispatch = new Dispatch(config.route(), this::isHeardToFire);
        inhibitor = new Inhibitor(config.inhibitRules());
    }

    /** Nothing is known yet. */
    static NotifyState of(RoutingConfig config) {
        return new NotifyState(config);
    }

    RoutingConfig config() {
        return config;
    }

    Dispatch dispatch() {
        return dispatch;
    }

    Silences silences() {
        return silences;
    }

    Map<ToldKey, LastTold> told() {
        return told;
    }

    Map<String, Acknowledgement> acknowledgements() {
        return acknowledgements;
    }

    /** Takes up what was known before a restart. */
    void load(AlertJournal journal, long nowMillis) {
        journal.silences().forEach(silences::put);
        told.putAll(journal.told());
        for (Acknowledgement made : journal.acknowledgements()) {
            acknowledgements.put(made.groupKey(), made);
        }
        long grace = nowMillis + config.resolveTimeout().toMillis();
        for (ActiveAlert alert : journal.alerts()) {
            // What fired when it was last heard of gets the time to be heard of again.
            boolean fired = alert.endsAtMillis() > alert.updatedAtMillis();
            put(fired ? alert.until(Math.max(alert.endsAtMillis(), grace)) : alert, nowMillis);
        }
    }

    ActiveAlert put(ActiveAlert alert, long nowMillis) {
        ActiveAlert merged = dispatch.put(alert, nowMillis);
        inhibitor.note(merged.labels(), merged.endsAtMillis(), nowMillis);
        return merged;
    }

    /** Whether a channel of a route was told that an alert fires, and of no end of it yet. */
    private boolean isHeardToFire(Route route, String groupKey, Labels alert) {
        Receiver receiver = config.receiver(route.receiver());
        return receiver != null
                && receiver.channels().stream()
                        .map(channel -> told.get(new ToldKey(groupKey, channel.name())))
                        .anyMatch(
                                last ->
                                        last != null
                                                && last.firing().contains(Fingerprint.of(alert)));
    }

    /**
     * Notes how a delivery ended: what its channel knows now, or that it knows nothing. Returns
     * whether the channel wants to know something else the next time.
     */
    boolean ended(DeliveryEnd end) {
        ToldKey key = new ToldKey(end.delivery().groupKey(), end.delivery().channel());
        LastTold last = told.get(key);
        return switch (end.state()) {
            case TOLD -> {
                if (last == null || last.channelData().equals(end.memory())) {
                    yield false;
                }
                told.put(key, last.with(end.memory()));
                yield true;
            }
            case FAILED -> {
                told.remove(key);
                yield false;
            }
            case REPLACED -> false;
        };
    }

    /** Drops what ended before the given times. */
    void forgetBefore(long alertsMillis, long silencesMillis, long toldMillis) {
        dispatch.forgetEndedBefore(alertsMillis);
        var _ = silences.forgetEndedBefore(silencesMillis);
        told.values().removeIf(one -> one.firing().isEmpty() && one.atMillis() < toldMillis);
    }

    void replaceConfig(RoutingConfig other, long nowMillis) {
        config = other;
        inhibitor = new Inhibitor(other.inhibitRules());
        for (Iterator<ActiveAlert> all = dispatch.alerts(); all.hasNext(); ) {
            ActiveAlert alert = all.next();
            inhibitor.note(alert.labels(), alert.endsAtMillis(), nowMillis);
        }
        dispatch.replaceRoutes(other.route(), nowMillis);
    }

    /** What keeps an alert quiet on a route. */
    Quiet quiet(Labels alert, Route route, long nowMillis) {
        return new Quiet(
                silences.silencing(alert, nowMillis),
                inhibitor.inhibitorsOf(alert, nowMillis),
                mutedBy(route, nowMillis));
    }

    /** The time intervals that keep all alerts of a route quiet now. */
    List<String> mutedBy(Route route, long nowMillis) {
        if (!route.activeIntervals().isEmpty()
                && config.within(route.activeIntervals(), nowMillis) == null) {
            return route.activeIntervals();
        }
        String mute = config.within(route.muteIntervals(), nowMillis);
        return mute == null ? List.of() : List.of(mute);
    }
}
