package dev.muninn.alert.incident;

import dev.muninn.model.Labels;
import java.util.List;

/**
 * One time in which a group of alerts fired.
 *
 * @param number what people call it
 * @param labels of the group
 * @param title the names of its alerts, short
 * @param severity the worst of its alerts; may be empty
 * @param alerts those it began with and those that joined, at most {@link #MAX_ALERTS}
 * @param startedMillis when the first of its alerts began to fire
 * @param openedMillis when people were to be told
 * @param resolvedMillis when the last of its alerts ended; 0 while one fires
 */
public record Incident(
        long number,
        String groupKey,
        String receiver,
        Labels labels,
        String title,
        String severity,
        List<IncidentAlert> alerts,
        long startedMillis,
        long openedMillis,
        Care care,
        long resolvedMillis) {

    /** More lines than anybody reads of one incident; all of them are still told and counted. */
    public static final int MAX_ALERTS = 200;

    /**
     * Who takes care.
     *
     * @param person who did so first
     * @param sinceMillis when that was; 0 if nobody did
     * @param untilMillis until when the last one does
     */
    public record Care(String person, long sinceMillis, long untilMillis) {

        /** Nobody takes care. */
        public static final Care NOBODY = new Care("", 0, 0);
    }

    public Incident {
        alerts = List.copyOf(alerts);
    }

    public boolean isOpen() {
        return resolvedMillis == 0;
    }

    public boolean wasAcknowledged() {
        return care.sinceMillis() != 0;
    }

    public boolean isCaredForAt(long millis) {
        return care.untilMillis() > millis;
    }

    /** The same without its alerts. */
    public IncidentSummary summary() {
        return new IncidentSummary(
                number,
                groupKey,
                receiver,
                labels,
                title,
                severity,
                alerts.size(),
                startedMillis,
                openedMillis,
                care,
                resolvedMillis);
    }

    Incident with(List<IncidentAlert> otherAlerts) {
        return new Incident(
                number,
                groupKey,
                receiver,
                labels,
                IncidentTitle.of(otherAlerts),
                IncidentTitle.severityOf(otherAlerts),
                otherAlerts,
                startedMillis,
                openedMillis,
                care,
                resolvedMillis);
    }

    Incident with(Care otherCare) {
        return new Incident(
                number,
                groupKey,
                receiver,
                labels,
                title,
                severity,
                alerts,
                startedMillis,
                openedMillis,
                otherCare,
                resolvedMillis);
    }

    Incident resolvedAt(long millis) {
        return new Incident(
                number,
                groupKey,
                receiver,
                labels,
                title,
                severity,
                alerts,
                startedMillis,
                openedMillis,
                care,
                millis);
    }
}
