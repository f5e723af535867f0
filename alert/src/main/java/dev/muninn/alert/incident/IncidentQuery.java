package dev.muninn.alert.incident;

import dev.muninn.model.Matcher;
import java.util.List;

/**
 * Which incidents somebody asks for: those that were open at some time between two times.
 *
 * @param matchers what one of their alerts has to be, all of them together
 */
public record IncidentQuery(long fromMillis, long toMillis, State state, List<Matcher> matchers) {

    /** Whether they go on. */
    public enum State {
        ALL,
        OPEN,
        RESOLVED
    }

    /** Whether one of its alerts is as asked for; its state and times are not looked at. */
    public boolean isAbout(Incident incident) {
        return incident.alerts().stream()
                .anyMatch(alert -> Matcher.allMatch(matchers, alert.labels()));
    }
}
