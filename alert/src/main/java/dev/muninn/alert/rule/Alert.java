package dev.muninn.alert.rule;

import dev.muninn.model.Labels;
import java.util.Map;

/**
 * An alert as it was at the last evaluation of its rule.
 *
 * @param labels its identity: result labels, rule labels, {@code alertname}
 * @param annotations expanded
 * @param activeAtMillis since when the expression gives its element
 * @param firedAtMillis since when it fires; 0 while it is pending
 * @param keepFiringSinceMillis since when it fires only because of {@code keep_firing_for}, else 0
 * @param resolvedAtMillis when it ended; 0 while it is pending or firing
 */
public record Alert(
        Labels labels,
        Map<String, String> annotations,
        State state,
        long activeAtMillis,
        long firedAtMillis,
        long keepFiringSinceMillis,
        long resolvedAtMillis,
        double value) {

    /** The same alert with another beginning. */
    public Alert since(long otherActiveAtMillis) {
        return new Alert(
                labels,
                annotations,
                state,
                otherActiveAtMillis,
                firedAtMillis,
                keepFiringSinceMillis,
                resolvedAtMillis,
                value);
    }

    /** The same alert, firing since the other did. */
    public Alert firingAs(Alert other) {
        return new Alert(
                labels,
                annotations,
                State.FIRING,
                other.activeAtMillis,
                other.firedAtMillis,
                keepFiringSinceMillis,
                0,
                value);
    }

    /** The same alert, firing though its element is gone. */
    public Alert keptSince(long sinceMillis) {
        return new Alert(
                labels,
                annotations,
                State.FIRING,
                activeAtMillis,
                firedAtMillis,
                sinceMillis,
                0,
                value);
    }

    /** The same alert at its end. */
    public Alert resolved(long atMillis) {
        return new Alert(
                labels,
                annotations,
                State.RESOLVED,
                activeAtMillis,
                firedAtMillis,
                0,
                atMillis,
                value);
    }

    /** Whether state and times are those of another word on the same alert. */
    public boolean isWhereItWas(Alert other) {
        return state == other.state
                && activeAtMillis == other.activeAtMillis
                && firedAtMillis == other.firedAtMillis
                && keepFiringSinceMillis == other.keepFiringSinceMillis
                && resolvedAtMillis == other.resolvedAtMillis;
    }

    /** How far an alert has come. */
    public enum State {
        PENDING("pending"),
        FIRING("firing"),
        RESOLVED("resolved");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word of the API and of the label {@code alertstate}. */
        public String word() {
            return word;
        }
    }
}
