package dev.muninn.alert.incident;

import java.util.List;
import java.util.TreeSet;

/** What an incident is called, and how bad it is, by its alerts. */
final class IncidentTitle {

    /** From the worst; any other word is between warning and info. */
    private static final List<String> SEVERITIES =
            List.of("critical", "page", "error", "high", "warning", "info", "none", "");

    private static final int UNKNOWN_RANK = SEVERITIES.indexOf("warning");

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

    static String severityOf(List<IncidentAlert> alerts) {
        String worst = "";
        for (IncidentAlert alert : alerts) {
            String severity = alert.labels().get("severity");
            if (rank(severity) < rank(worst)) {
                worst = severity;
            }
        }
        return worst;
    }

    private static int rank(String severity) {
        int rank = SEVERITIES.indexOf(severity);
        return rank < 0 ? UNKNOWN_RANK : rank;
    }
}
