package dev.muninn.alert.group;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a flush tells a channel anything, and why; Alertmanager's rules of repetition. */
public enum TellDecision {
    FIRST("first notification"),
    NEW_ALERTS("new alerts in group"),
    ALL_RESOLVED("all alerts resolved"),
    SOME_RESOLVED("some alerts resolved"),
    REPEAT("repeat interval elapsed"),
    /** Nothing to say, but what was said is no longer so: only the log changes. */
    FORGET(""),
    NOTHING("");

    private final String reason;

    TellDecision(String reason) {
        this.reason = reason;
    }

    /** Why people are told, for templates and the history. */
    public String reason() {
        return reason;
    }

    public boolean isTold() {
        return !reason.isEmpty();
    }

    /**
     * Decides.
     *
     * @param last null if the channel was never told of the group, or too long ago
     * @param firing fingerprints of what fires and is not kept quiet
     * @param resolved fingerprints of what ended since
     */
    public static TellDecision of(
            @Nullable LastTold last,
            Set<String> firing,
            Set<String> resolved,
            boolean sendsResolved,
            long repeatMillis,
            long nowMillis) {
        if (last == null) {
            return firing.isEmpty() ? NOTHING : FIRST;
        }
        if (!last.firing().containsAll(firing)) {
            return NEW_ALERTS;
        }
        if (firing.isEmpty()) {
            return last.firing().isEmpty() ? NOTHING : sendsResolved ? ALL_RESOLVED : FORGET;
        }
        if (sendsResolved && !last.resolved().containsAll(resolved)) {
            return SOME_RESOLVED;
        }
        return last.atMillis() <= nowMillis - repeatMillis ? REPEAT : NOTHING;
    }
}
