package dev.muninn.alert;

import dev.muninn.alert.RuleMemory.KeptAlert;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how the alerts of a group change, and lets them go on where they were after a
 * restart; confined to the group's run.
 */
final class StateKeeper {

    private static final System.Logger LOGGER = System.getLogger(StateKeeper.class.getName());

    private final String group;
    private final RuleMemory memory;

    /** By what tells a rule from the others of the group. */
    private final Map<String, AlertStates> states = new LinkedHashMap<>();

    /** What the memory holds, by rule and labels. */
    private final Map<String, Map<Labels, Alert>> kept = new HashMap<>();

    /** What the memory holds of rules that are gone. */
    private final List<KeptAlert> orphans = new ArrayList<>();

    private boolean isLate;

    /** In which what is in {@code kept} was read or written. */
    private long term;

    StateKeeper(RuleGroup group, List<RuleRun> rules, RuleMemory memory) {
        this.group = group.key();
        this.memory = memory;
        Map<String, Integer> sameName = new HashMap<>();
        for (RuleRun rule : rules) {
            AlertStates of = rule.states();
            if (of != null) {
                int number = sameName.merge(rule.rule().name(), 1, Integer::sum);
                states.put(rule.rule().name() + "#" + number, of);
            }
        }
    }

    /** Takes over what an earlier set of the same rules has kept. */
    void inherit(StateKeeper before) {
        kept.putAll(before.kept);
        term = before.term;
    }

    /**
     * Lets alerts go on as they were before a restart. The time in which nobody looked does not
     * count for alerts that wait.
     *
     * @return false if nothing is known, or it is too old
     */
    boolean restore(long nowMillis, long toleranceMillis) {
        long out = Math.max(0, nowMillis - memory.seenBeforeMillis());
        term = memory.term();
        List<KeptAlert> known =
                read(System.Logger.Level.WARNING, "alerts of rule group {0} start over: {1}");
        if (known == null || known.isEmpty() || out > toleranceMillis) {
            return false;
        }
        for (KeptAlert one : known) {
            AlertStates of = states.get(one.rule());
            if (of != null) {
                of.restore(one.alert(), out);
            }
        }
        return true;
    }

    /** Notes what the memory holds and returns it; null, and told, if it cannot be read. */
    private @Nullable List<KeptAlert> read(System.Logger.Level level, String failure) {
        List<KeptAlert> known;
        try {
            known = memory.alerts(group);
        } catch (MuninnException e) {
            LOGGER.log(level, failure, group.replace('\n', ' '), e.getMessage());
            return null;
        }
        kept.clear();
        orphans.clear();
        for (KeptAlert one : known) {
            if (states.containsKey(one.rule())) {
                keptOf(one.rule()).put(one.alert().labels(), one.alert());
            } else {
                orphans.add(one);
            }
        }
        return known;
    }

    private Map<Labels, Alert> keptOf(String rule) {
        return kept.computeIfAbsent(rule, key -> new HashMap<>());
    }

    /**
     * Writes down what changed since the last time; what cannot be written is tried again.
     *
     * @param timeMillis of the evaluation that ends with it
     */
    void save(long timeMillis) {
        long now = memory.term();
        if (now == 0) {
            return;
        }
        if (term != now && !readAgain()) {
            return;
        }
        term = now;
        List<KeptAlert> changed = new ArrayList<>();
        List<KeptAlert> gone = new ArrayList<>(orphans);
        states.forEach((rule, of) -> compare(rule, of, changed, gone));
        if (changed.isEmpty() && gone.isEmpty()) {
            return;
        }
        try {
            memory.save(group, changed, gone, timeMillis);
            isLate = false;
        } catch (MuninnException e) {
            if (!isLate) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "alerts of rule group {0} go on but are not written down: {1}",
                        group.replace('\n', ' '),
                        e.getMessage());
            }
            isLate = true;
            return;
        }
        changed.forEach(one -> keptOf(one.rule()).put(one.alert().labels(), one.alert()));
        gone.forEach(one -> keptOf(one.rule()).remove(one.alert().labels()));
        orphans.clear();
    }

    /** What another process kept meanwhile is compared with, not what this one did before. */
    private boolean readAgain() {
        return null
                != read(
                        System.Logger.Level.DEBUG,
                        "alerts of rule group {0} are written down later: {1}");
    }

    private void compare(
            String rule, AlertStates of, List<KeptAlert> changed, List<KeptAlert> gone) {
        Map<Labels, Alert> before = kept.getOrDefault(rule, Map.of());
        if (before.isEmpty() && of.isEmpty()) {
            return;
        }
        for (Alert alert : of.all()) {
            Alert last = before.get(alert.labels());
            if (last == null || !alert.isWhereItWas(last)) {
                changed.add(new KeptAlert(rule, alert));
            }
        }
        before.forEach(
                (labels, alert) -> {
                    if (!of.knows(labels)) {
                        gone.add(new KeptAlert(rule, alert));
                    }
                });
    }
}
