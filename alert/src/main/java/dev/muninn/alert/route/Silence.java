package dev.muninn.alert.route;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import java.util.List;
import java.util.Map;

/**
 * Quiet for the alerts that match, from one time to another.
 *
 * @param id empty while it is not stored
 */
public record Silence(
        String id,
        List<Matcher> matchers,
        long startsAtMillis,
        long endsAtMillis,
        long updatedAtMillis,
        String createdBy,
        String comment,
        Map<String, String> annotations) {

    /** Where its time is. */
    public enum State {
        PENDING("pending"),
        ACTIVE("active"),
        EXPIRED("expired");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word of the API. */
        public String word() {
            return word;
        }
    }

    public State stateAt(long millis) {
        if (millis < startsAtMillis) {
            return State.PENDING;
        }
        return millis < endsAtMillis ? State.ACTIVE : State.EXPIRED;
    }

    public boolean silences(Labels alert, long millis) {
        return stateAt(millis) == State.ACTIVE && Matcher.allMatch(matchers, alert);
    }

    public Silence withId(String other) {
        return new Silence(
                other,
                matchers,
                startsAtMillis,
                endsAtMillis,
                updatedAtMillis,
                createdBy,
                comment,
                annotations);
    }

    public Silence withTimes(long startsAt, long endsAt, long updatedAt) {
        return new Silence(
                id, matchers, startsAt, endsAt, updatedAt, createdBy, comment, annotations);
    }
}
