package dev.muninn.alert.rule;

import java.time.Duration;
import java.util.List;

/**
 * Rules that are evaluated in order, all at the same time.
 *
 * @param file where the group comes from; with the name it identifies the group
 * @param origin by whom it can be changed
 * @param limit most results of one rule, 0 for no limit
 * @param queryOffset how long before its run a group's queries look, for late samples
 */
public record RuleGroup(
        String file,
        Origin origin,
        String name,
        Duration interval,
        int limit,
        Duration queryOffset,
        List<Rule> rules) {

    /** Where a group is kept. */
    public enum Origin {
        /** In a file, which is read and never written. */
        FILE("file"),
        /** In the program. */
        PACK("pack"),
        /** In the catalog, by people who saved it. */
        SAVED("saved");

        private final String word;

        Origin(String word) {
            this.word = word;
        }

        /** The word of the API. */
        public String word() {
            return word;
        }
    }

    /** A group of a file. */
    public RuleGroup(
            String file,
            String name,
            Duration interval,
            int limit,
            Duration queryOffset,
            List<Rule> rules) {
        this(file, Origin.FILE, name, interval, limit, queryOffset, rules);
    }

    /** What tells it from all other groups. */
    public String key() {
        return file + "\n" + name;
    }

    /** The group with other rules. */
    public RuleGroup withRules(List<Rule> others) {
        return new RuleGroup(file, origin, name, interval, limit, queryOffset, others);
    }

    /** The group from elsewhere. */
    public RuleGroup from(Origin other) {
        return new RuleGroup(file, other, name, interval, limit, queryOffset, rules);
    }
}
