package dev.muninn.alert.incident;

import dev.muninn.model.Labels;

/**
 * An alert of an incident.
 *
 * @param summary what it says of itself; may be empty
 * @param generatorUrl where its expression can be looked at; may be empty
 * @param endsAtMillis 0 while it fires
 */
public record IncidentAlert(
        Labels labels,
        String summary,
        String generatorUrl,
        long startsAtMillis,
        long endsAtMillis) {

    public boolean isFiring() {
        return endsAtMillis == 0;
    }

    IncidentAlert endedAt(long millis) {
        return new IncidentAlert(labels, summary, generatorUrl, startsAtMillis, millis);
    }
}
