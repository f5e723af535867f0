package dev.muninn.alert.incident;

import dev.muninn.alert.group.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** What an incident is called, and how bad it is, by its alerts. */
final class IncidentTitle {

    private IncidentTitle() {}

    static String of(List<IncidentAlert> alerts) {
        TreeSet<String> names = new TreeSet<>();
        alerts.forEach(alert -> names.add(alert.labels().get("alertname")));
        names.remove("");
        if (names.isEmpty()) {
            return "Alerts without a name";
        }
        String first = names.getFirst();
        return names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more";
    }

    /** The worst word on the alerts; empty if none has one. */
    static String severityOf(List<IncidentAlert> alerts) {
        return alerts.stream()
                .map(alert -> alert.labels().get(Severity.LABEL))
                .filter(word -> !word.isEmpty())
                .min(Comparator.comparingInt(Severity::rank))
                .orElse("");
    }
}
