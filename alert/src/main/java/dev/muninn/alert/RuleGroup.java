package dev.muninn.alert;

import java.time.Duration;
import java.util.List;

/**
 * Rules that are evaluated in order, all at the same time.
 *
 * @param file where the group comes from; with the name it identifies the group
 * @param limit most results of one rule, 0 for no limit
 * @param queryOffset how long before its run a group's queries look, for late samples
 */
public record RuleGroup(
        String file,
        String name,
        Duration interval,
        int limit,
        Duration queryOffset,
        List<Rule> rules) {

    /** What tells it from all other groups. */
    String key() {
        return file + "\n" + name;
    }

    /** The group with other rules. */
    RuleGroup withRules(List<Rule> others) {
        return new RuleGroup(file, name, interval, limit, queryOffset, others);
    }
}
