package dev.muninn.alert.incident;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.group.Flush;
import dev.muninn.alert.incident.IncidentEvent.Kind;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alerts of an incident after a look at its group, and what the look found. */
final class FlushedAlerts {

    /** Names that a line of a story has room for. */
    private static final int NAMED = 3;

    private final boolean isFirst;
    private final long atMillis;
    private final Map<Labels, IncidentAlert> alerts = new LinkedHashMap<>();
    private final List<IncidentAlert> began = new ArrayList<>();
    private final List<IncidentAlert> ended = new ArrayList<>();

    FlushedAlerts(List<IncidentAlert> before, Flush flush) {
        isFirst = before.isEmpty();
        atMillis = flush.atMillis();
        before.forEach(alert -> alerts.put(alert.labels(), alert));
        flush.alerts().forEach(this::add);
    }

    /** Whether the look found what was known, which is by far the most frequent. */
    static boolean isKnown(List<IncidentAlert> before, Flush flush) {
        if (before.size() != 1 || flush.alerts().size() != 1) {
            return false;
        }
        IncidentAlert known = before.getFirst();
        ActiveAlert heard = flush.alerts().getFirst();
        return known.isFiring()
                && !heard.isResolvedAt(flush.atMillis())
                && known.labels().equals(heard.labels());
    }

    private void add(ActiveAlert heard) {
        IncidentAlert known = alerts.get(heard.labels());
        boolean isFiring = !heard.isResolvedAt(atMillis);
        if (isFiring && (known == null ? isFirst || hasRoom() : !known.isFiring())) {
            IncidentAlert alert =
                    new IncidentAlert(
                            heard.labels(),
                            heard.annotations().getOrDefault("summary", ""),
                            heard.generatorUrl(),
                            heard.startsAtMillis(),
                            0);
            began.add(alert);
            if (known != null || hasRoom()) {
                alerts.put(alert.labels(), alert);
            }
        } else if (!isFiring && known != null && known.isFiring()) {
            IncidentAlert alert = known.endedAt(heard.endsAtMillis());
            ended.add(alert);
            alerts.put(alert.labels(), alert);
        }
    }

    /** What comes after the last place is taken is not told of again at each look. */
    private boolean hasRoom() {
        return alerts.size() < Incident.MAX_ALERTS;
    }

    List<IncidentAlert> after() {
        return List.copyOf(alerts.values());
    }

    /** The same alerts, none of which fires any more. */
    static List<IncidentAlert> ended(List<IncidentAlert> alerts, long atMillis) {
        return alerts.stream()
                .map(alert -> alert.isFiring() ? alert.endedAt(atMillis) : alert)
                .toList();
    }

    boolean isChanged() {
        return !began.isEmpty() || !ended.isEmpty();
    }

    /** One line for all that began, and one for all that ended: a storm has thousands. */
    List<IncidentEvent> events() {
        List<IncidentEvent> events = new ArrayList<>();
        if (!began.isEmpty()) {
            long first =
                    began.stream().mapToLong(IncidentAlert::startsAtMillis).min().orElse(atMillis);
            events.add(
                    IncidentEvent.of(
                            first, isFirst ? Kind.FIRED : Kind.JOINED, named(began, "began")));
        }
        if (!ended.isEmpty()) {
            long last =
                    ended.stream().mapToLong(IncidentAlert::endsAtMillis).max().orElse(atMillis);
            events.add(IncidentEvent.of(last, Kind.ENDED, named(ended, "ended")));
        }
        return events;
    }

    private static String named(List<IncidentAlert> alerts, String verb) {
        String names =
                String.join(", ", alerts.stream().limit(NAMED).map(FlushedAlerts::nameOf).toList());
        int others = alerts.size() - NAMED;
        return others > 0
                ? "%s and %d others %s".formatted(names, others, verb)
                : names + " " + verb;
    }

    private static String nameOf(IncidentAlert alert) {
        return alert.summary().isEmpty() ? alert.labels().toString() : alert.summary();
    }
}
