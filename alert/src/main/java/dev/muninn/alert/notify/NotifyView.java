package dev.muninn.alert.notify;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.group.AlertGroup;
import dev.muninn.alert.group.LastTold;
import dev.muninn.alert.journal.Acknowledgement;
import dev.muninn.alert.journal.AlertJournal.ToldKey;
import dev.muninn.alert.route.Route;
import dev.muninn.alert.route.Silence;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is known at the moment, for those who ask. */
public final class NotifyView {

    private final Notifications notifications;
    private final Clock clock;

    NotifyView(Notifications notifications, Clock clock) {
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * An alert with who is told of it and what keeps it quiet.
     *
     * @param receivers names, in the order of the tree
     */
    public record ShownAlert(ActiveAlert alert, Quiet quiet, List<String> receivers) {}

    /**
     * A group with its alerts, or those of them that are shown.
     *
     * @param key as receivers know it
     * @param nextFlushMillis when it is looked at next
     * @param alertCount of all that fire in it
     */
    public record ShownGroup(
            String key,
            Labels labels,
            Route route,
            long nextFlushMillis,
            List<ShownAlert> alerts,
            int alertCount,
            @Nullable Acknowledgement acknowledgement) {}

    /**
     * Why an alert is told, or is not.
     *
     * @param quiet what keeps it quiet on this route now
     * @param nextFlushMillis 0 if the group is not there
     * @param told what each channel was told of the group the last time
     */
    public record Explanation(
            Route route,
            String groupKey,
            Quiet quiet,
            long nextFlushMillis,
            List<String> channels,
            Map<String, LastTold> told) {}

    /** The alerts that have not ended and pass a test. */
    public List<ShownAlert> alerts(Predicate<ActiveAlert> wanted) {
        return notifications.read(
                state -> {
                    long now = clock.millis();
                    List<ShownAlert> shown = new ArrayList<>();
                    for (Iterator<ActiveAlert> all = state.dispatch().alerts(); all.hasNext(); ) {
                        ActiveAlert alert = all.next();
                        if (!alert.isResolvedAt(now) && wanted.test(alert)) {
                            shown.add(shown(state, alert, now));
                        }
                    }
                    return shown;
                });
    }

    static ShownAlert shown(NotifyState state, ActiveAlert alert, long now) {
        Set<String> receivers = new LinkedHashSet<>();
        Set<String> muted = new LinkedHashSet<>();
        List<Route> routes = state.dispatch().root().routesOf(alert.labels());
        boolean isMutedOnAll = true;
        for (Route route : routes) {
            receivers.add(route.receiver());
            List<String> mutedBy = state.mutedBy(route, now);
            isMutedOnAll &= !mutedBy.isEmpty();
            muted.addAll(mutedBy);
        }
        Quiet quiet = state.quiet(alert.labels(), state.dispatch().root(), now);
        return new ShownAlert(
                alert,
                new Quiet(
                        quiet.silencedBy(),
                        quiet.inhibitedBy(),
                        isMutedOnAll ? List.copyOf(muted) : List.of()),
                List.copyOf(receivers));
    }

    /** All groups with the alerts that pass a test; groups without one are left out. */
    public List<ShownGroup> groups(Predicate<Route> wantedRoute, Predicate<ActiveAlert> wanted) {
        return notifications.read(
                state -> {
                    long now = clock.millis();
                    List<ShownGroup> shown = new ArrayList<>();
                    for (AlertGroup group : state.dispatch().sortedGroups()) {
                        if (!wantedRoute.test(group.route())) {
                            continue;
                        }
                        List<ShownAlert> alerts = new ArrayList<>();
                        for (ActiveAlert alert : group.alerts()) {
                            if (!alert.isResolvedAt(now) && wanted.test(alert)) {
                                ShownAlert one = shown(state, alert, now);
                                alerts.add(
                                        new ShownAlert(
                                                alert,
                                                state.quiet(alert.labels(), group.route(), now),
                                                one.receivers()));
                            }
                        }
                        if (!alerts.isEmpty()) {
                            shown.add(
                                    new ShownGroup(
                                            group.key(),
                                            group.labels(),
                                            group.route(),
                                            group.nextFlushMillis(),
                                            alerts,
                                            alerts.size(),
                                            state.acknowledgements().get(group.key())));
                        }
                    }
                    return shown;
                });
    }

    /** A part of the groups, the worst first. */
    public GroupPage page(GroupQuery query) {
        return notifications.read(state -> GroupPage.of(state, query, clock.millis()));
    }

    /** Some of the alerts that match, the newest first. */
    public AlertPage page(List<Matcher> matchers, int limit) {
        return notifications.read(state -> AlertPage.of(state, matchers, limit, clock.millis()));
    }

    /** The labels of the alerts that fire in a group; empty if there is none with this key. */
    public List<Labels> firing(String groupKey) {
        return notifications.read(
                state -> {
                    long now = clock.millis();
                    return state.dispatch().groups().stream()
                            .filter(group -> group.key().equals(groupKey))
                            .flatMap(group -> group.alerts().stream())
                            .filter(alert -> !alert.isResolvedAt(now))
                            .map(ActiveAlert::labels)
                            .toList();
                });
    }

    /** How many alerts fire in the groups of a route, by its path. */
    public Map<String, Integer> firingByRoute() {
        return notifications.read(
                state -> {
                    long now = clock.millis();
                    Map<String, Integer> firing = new HashMap<>();
                    for (AlertGroup group : state.dispatch().groups()) {
                        for (ActiveAlert alert : group.alerts()) {
                            if (!alert.isResolvedAt(now)) {
                                firing.merge(group.route().path(), 1, Integer::sum);
                            }
                        }
                    }
                    return firing;
                });
    }

    /** Where an alert with these labels goes at a time, whether or not there is one. */
    public List<Explanation> explain(Labels alert, long atMillis) {
        return notifications.read(
                state -> {
                    List<Explanation> explained = new ArrayList<>();
                    for (Route route : state.dispatch().root().routesOf(alert)) {
                        Labels groupLabels = route.groupLabels(alert);
                        String key = route.groupKey(groupLabels);
                        List<String> channels = new ArrayList<>();
                        Map<String, LastTold> told = new LinkedHashMap<>();
                        Receiver receiver = state.config().receiver(route.receiver());
                        if (receiver != null) {
                            for (ChannelConfig channel : receiver.channels()) {
                                channels.add(channel.name());
                                LastTold last = state.told().get(new ToldKey(key, channel.name()));
                                if (last != null) {
                                    told.put(channel.name(), last);
                                }
                            }
                        }
                        explained.add(
                                new Explanation(
                                        route,
                                        key,
                                        state.quiet(alert, route, atMillis),
                                        state.dispatch().nextFlushMillis(route, groupLabels),
                                        channels,
                                        told));
                    }
                    return explained;
                });
    }

    public RoutingConfig config() {
        return notifications.read(NotifyState::config);
    }

    public List<Silence> silences() {
        return List.copyOf(notifications.read(state -> state.silences().all()));
    }

    public @Nullable Silence silence(String id) {
        for (Silence silence : silences()) {
            if (silence.id().equals(id)) {
                return silence;
            }
        }
        return null;
    }

    public int alertCount() {
        return notifications.readOwn(state -> state.dispatch().alertCount());
    }

    public int groupCount() {
        return notifications.readOwn(state -> state.dispatch().groupCount());
    }
}
