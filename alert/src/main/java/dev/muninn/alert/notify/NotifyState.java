package dev.muninn.alert.notify;

import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.group.Dispatch;
import dev.muninn.alert.group.LastTold;
import dev.muninn.alert.journal.Acknowledgement;
import dev.muninn.alert.journal.AlertJournal.ToldKey;
import dev.muninn.alert.route.Inhibitor;
import dev.muninn.alert.route.Route;
import dev.muninn.alert.route.Silences;
import dev.muninn.model.Labels;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** All that alerting knows in memory; its owner lets one thread at a time in. */
final class NotifyState {

    private RoutingConfig config;
    private final Dispatch dispatch;
    private final Silences silences;
    private Inhibitor inhibitor;
    private final Map<ToldKey, LastTold> told = new HashMap<>();
    private final Map<String, Acknowledgement> acknowledgements = new HashMap<>();

    NotifyState(RoutingConfig config, Silences silences) {
        this.config = config;
        this.silences = silences;
        dispatch = new Dispatch(config.route());
        inhibitor = new Inhibitor(config.inhibitRules());
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

    ActiveAlert put(ActiveAlert alert, long nowMillis) {
        ActiveAlert merged = dispatch.put(alert, nowMillis);
        inhibitor.note(merged.labels(), merged.endsAtMillis(), nowMillis);
        return merged;
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
