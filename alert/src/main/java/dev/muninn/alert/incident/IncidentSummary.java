package dev.muninn.alert.incident;

import dev.muninn.model.Labels;

/**
 * An incident without its alerts; the components are those of {@link Incident}.
 *
 * @param alertCount how many of its alerts it keeps
 */
public record IncidentSummary(
        long number,
        String groupKey,
        String receiver,
        Labels labels,
        String title,
        String severity,
        int alertCount,
        long startedMillis,
        long openedMillis,
        Incident.Care care,
        long resolvedMillis) {

    public boolean isOpen() {
        return resolvedMillis == 0;
    }

    public boolean wasAcknowledged() {
        return care.sinceMillis() != 0;
    }
}
