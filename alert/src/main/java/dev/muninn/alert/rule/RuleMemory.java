package dev.muninn.alert.rule;

import java.util.List;
import java.util.Set;

/** What rules know of their alerts, kept over a restart. Safe for use by many threads. */
public interface RuleMemory {

    /** Forgets all, as tests of rules and checks do. */
    RuleMemory NOTHING =
            new RuleMemory() {
                @Override
                public long term() {
                    return 0;
                }

                @Override
                public long seenBeforeMillis() {
                    return 0;
                }

                @Override
                public void seen(long millis) {}

                @Override
                public List<KeptAlert> alerts(String group) {
                    return List.of();
                }

                @Override
                public void save(
                        String group,
                        List<KeptAlert> changed,
                        List<KeptAlert> gone,
                        long timeMillis) {}

                @Override
                public void keepOnly(Set<String> groups) {}
            };

    /**
     * An alert as it was kept.
     *
     * @param rule what tells its rule from the others of the group
     */
    record KeptAlert(String rule, Alert alert) {}

    /**
     * In which time of office of whom it is kept; another number than before means that another
     * process may have kept what is there now, and 0 that this one keeps nothing.
     */
    long term();

    /** Until when the process before this one evaluated rules; 0 if nobody knows. */
    long seenBeforeMillis();

    /**
     * Notes that rules are evaluated at this time.
     *
     * @throws dev.muninn.model.MuninnException of kind UNAVAILABLE if it cannot be kept
     */
    void seen(long millis);

    /** The alerts of a group; throws as {@link #seen}. */
    List<KeptAlert> alerts(String group);

    /**
     * Keeps what changed of a group's alerts and drops what is gone; what is kept counts as seen,
     * so that no process is too short-lived for its successor. Throws as {@link #seen}.
     *
     * @param timeMillis of the evaluation that changed it
     */
    void save(String group, List<KeptAlert> changed, List<KeptAlert> gone, long timeMillis);

    /** Drops the alerts of all other groups; throws as {@link #seen}. */
    void keepOnly(Set<String> groups);
}
