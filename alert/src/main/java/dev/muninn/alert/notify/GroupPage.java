package dev.muninn.alert.notify;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.group.AlertGroup;
import dev.muninn.alert.group.Severity;
import dev.muninn.alert.notify.NotifyView.ShownAlert;
import dev.muninn.alert.notify.NotifyView.ShownGroup;
import dev.muninn.alert.route.Route;
import dev.muninn.model.Matcher;
import dev.muninn.model.NaturalOrder;
import dev.muninn.model.Smallest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A part of the groups in which alerts fire: those with the worst alerts first, then by name, and
 * in each of them what began last.
 *
 * @param groups how many there are in all
 * @param alerts how many are in them, in each of their groups once
 */
public record GroupPage(int groups, int alerts, List<ShownGroup> shown) {

    /*
     * In a storm there are a hundred thousand groups, asked for every few seconds. All are counted
     * and ranked, without a copy; what keeps an alert quiet is looked up for those that are shown.
     */

    private record Ranked(AlertGroup group, int alertCount, int rank, String name) {}

    private static final Comparator<Ranked> WORST_FIRST =
            Comparator.comparingInt(Ranked::rank)
                    .thenComparing(Ranked::name, NaturalOrder::compare)
                    .thenComparing(ranked -> ranked.group().labels())
                    .thenComparing(ranked -> ranked.group().key());

    static GroupPage of(NotifyState state, GroupQuery query, long nowMillis) {
        Predicate<ActiveAlert> wanted =
                alert ->
                        !alert.isResolvedAt(nowMillis)
                                && Matcher.allMatch(query.matchers(), alert.labels());
        List<Ranked> all = new ArrayList<>();
        int alerts = 0;
        for (AlertGroup group : state.dispatch().groups()) {
            if (query.groupKey().isEmpty() || group.key().equals(query.groupKey())) {
                Ranked ranked = rank(group, wanted);
                if (ranked.alertCount() > 0) {
                    all.add(ranked);
                    alerts += ranked.alertCount();
                }
            }
        }
        List<ShownGroup> shown =
                Smallest.of(all, query.offset() + query.limit(), WORST_FIRST).stream()
                        .skip(query.offset())
                        .map(ranked -> shown(state, ranked, query.alertsEach(), wanted, nowMillis))
                        .toList();
        return new GroupPage(all.size(), alerts, shown);
    }

    private static Ranked rank(AlertGroup group, Predicate<ActiveAlert> wanted) {
        int count = 0;
        int rank = Integer.MAX_VALUE;
        for (ActiveAlert alert : group.alerts()) {
            if (wanted.test(alert)) {
                count++;
                rank = Math.min(rank, Severity.rank(alert.labels().get(Severity.LABEL)));
            }
        }
        String name = group.labels().get("alertname");
        return new Ranked(group, count, rank, name.isEmpty() ? group.key() : name);
    }

    private static ShownGroup shown(
            NotifyState state,
            Ranked ranked,
            int alertsEach,
            Predicate<ActiveAlert> wanted,
            long nowMillis) {
        AlertGroup group = ranked.group();
        List<ActiveAlert> firing = group.alerts().stream().filter(wanted).toList();
        List<ShownAlert> alerts =
                Smallest.of(firing, alertsEach, AlertPage.NEWEST_FIRST).stream()
                        .map(alert -> shown(state, alert, group.route(), nowMillis))
                        .toList();
        return new ShownGroup(
                group.key(),
                group.labels(),
                group.route(),
                group.nextFlushMillis(),
                alerts,
                ranked.alertCount(),
                state.acknowledgements().get(group.key()));
    }

    private static ShownAlert shown(
            NotifyState state, ActiveAlert alert, Route route, long nowMillis) {
        return new ShownAlert(
                alert, state.quiet(alert.labels(), route, nowMillis), List.of(route.receiver()));
    }
}
