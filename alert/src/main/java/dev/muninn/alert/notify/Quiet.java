package dev.muninn.alert.notify;

import dev.muninn.model.Labels;
import java.util.List;

/**
 * What keeps an alert quiet.
 *
 * @param silencedBy identities of silences
 * @param inhibitedBy other alerts
 * @param mutedBy names of time intervals
 */
public record Quiet(List<String> silencedBy, List<Labels> inhibitedBy, List<String> mutedBy) {

    public boolean isQuiet() {
        return !silencedBy.isEmpty() || !inhibitedBy.isEmpty() || !mutedBy.isEmpty();
    }
}
