package dev.muninn.alert.notify;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.notify.NotifyView.ShownAlert;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.NaturalOrder;
import dev.muninn.model.Smallest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Some of the alerts that match, those that began last first.
 *
 * @param alerts how many match in all
 */
public record AlertPage(int alerts, List<ShownAlert> shown) {

    /** What began last, then as people count: {@code shop-9} before {@code shop-10}. */
    static final Comparator<ActiveAlert> NEWEST_FIRST =
            Comparator.comparingLong(ActiveAlert::startsAtMillis)
                    .reversed()
                    .thenComparing(AlertPage::summaryOf, NaturalOrder::compare)
                    .thenComparing(ActiveAlert::labels, AlertPage::compareLabels);

    static AlertPage of(NotifyState state, List<Matcher> matchers, int limit, long nowMillis) {
        List<ActiveAlert> matching = new ArrayList<>();
        for (Iterator<ActiveAlert> all = state.dispatch().alerts(); all.hasNext(); ) {
            ActiveAlert alert = all.next();
            if (!alert.isResolvedAt(nowMillis) && Matcher.allMatch(matchers, alert.labels())) {
                matching.add(alert);
            }
        }
        return new AlertPage(
                matching.size(),
                Smallest.of(matching, limit, NEWEST_FIRST).stream()
                        .map(alert -> NotifyView.shown(state, alert, nowMillis))
                        .toList());
    }

    private static String summaryOf(ActiveAlert alert) {
        return alert.annotations().getOrDefault("summary", "");
    }

    private static int compareLabels(Labels a, Labels b) {
        int common = Math.min(a.size(), b.size());
        for (int i = 0; i < common; i++) {
            int order = a.name(i).compareTo(b.name(i));
            order = order != 0 ? order : NaturalOrder.compare(a.value(i), b.value(i));
            if (order != 0) {
                return order;
            }
        }
        return a.size() - b.size();
    }
}
