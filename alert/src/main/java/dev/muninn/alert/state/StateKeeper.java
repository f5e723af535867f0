package dev.muninn.alert.state;

import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.alert.rule.RuleMemory.KeptAlert;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.time.Duration;
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

    /** Two scrapes at one a minute, the usual; a rate needs both. */
    private static final long LONGEST_SETTLING_MILLIS = Duration.ofMinutes(2).toMillis();

    private final String group;
    private final long intervalMillis;
    private final RuleMemory memory;

    /** By what tells a rule from the others of the group. */
    private final Map<String, AlertStates> states = new LinkedHashMap<>();

    /** What the memory holds, by rule and labels. */
    private final Map<String, Map<Labels, Alert>> kept = new HashMap<>();

    /** What the memory holds of rules that are gone. */
    private final List<KeptAlert> orphans = new ArrayList<>();

    private boolean isLate;

    /** Whether what the memory holds from before the restart is still to be read. */
    private boolean isAwaited;

    /** When the group was evaluated first after the restart. */
    private long firstMillis;

    /** In which what is in {@code kept} was read or written. */
    private long term;

    StateKeeper(RuleGroup group, List<AlertStates> rules, RuleMemory memory) {
        this.group = group.key();
        intervalMillis = group.interval().toMillis();
        this.memory = memory;
        Map<String, Integer> sameName = new HashMap<>();
        for (AlertStates of : rules) {
            String name = of.rule().name();
            int number = sameName.merge(name, 1, Integer::sum);
            states.put(name + "#" + number, of);
        }
    }

    /** Takes over what an earlier set of the same rules has kept. */
    void inherit(StateKeeper before) {
        kept.putAll(before.kept);
        term = before.term;
        firstMillis = before.firstMillis;
        isAwaited = before.isAwaited;
    }

    /**
     * Lets alerts go on as they were before a restart. The time in which nobody looked does not
     * count for alerts that wait. What cannot be read is tried again for as long as a restart may
     * take; until then nothing is written over it.
     */
    Restored restore(long nowMillis, long toleranceMillis) {
        boolean isFirst = !isAwaited;
        if (isFirst) {
            firstMillis = nowMillis;
        }
        long out = Math.max(0, firstMillis - memory.seenBeforeMillis());
        isAwaited = out <= toleranceMillis && nowMillis - firstMillis <= toleranceMillis;
        if (!isAwaited) {
            if (!isFirst) {
                log(
                        System.Logger.Level.WARNING,
                        "alerts of rule group {0} go on as they are now: what was kept of them"
                                + " could not be read within {1}",
                        Duration.ofMillis(toleranceMillis));
            }
            return Restored.NOT_FOUND;
        }
        long readIn = memory.term();
        List<KeptAlert> known =
                read(
                        isFirst ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                        "alerts of rule group {0} start over until a later run reads what was kept"
                                + " of them: {1}");
        if (known == null) {
            return Restored.NOT_YET;
        }
        isAwaited = false;
        term = readIn;
        // A gap in the samples is over after as long as it lasted: older ones are seen until then.
        long settled = firstMillis + Math.min(out, LONGEST_SETTLING_MILLIS);
        states.values().forEach(of -> of.settleBy(settled));
        long began = Math.max(firstMillis + intervalMillis, settled);
        for (KeptAlert one : known) {
            AlertStates of = states.get(one.rule());
            if (of != null && isFirst) {
                of.restore(one.alert(), out);
            } else if (of != null) {
                of.restoreLate(one.alert(), out, began, nowMillis);
            }
        }
        if (!isFirst) {
            log(
                    System.Logger.Level.INFO,
                    "alerts of rule group {0} go on as they were kept, {1} of them",
                    known.size());
        }
        return known.isEmpty() ? Restored.NOT_FOUND : Restored.DONE;
    }

    private void log(System.Logger.Level level, String message, Object detail) {
        LOGGER.log(level, message, group.replace('\n', ' '), detail);
    }

    /** Notes what the memory holds and returns it; null, and told, if it cannot be read. */
    private @Nullable List<KeptAlert> read(System.Logger.Level level, String failure) {
        List<KeptAlert> known;
        try {
            known = memory.alerts(group);
        } catch (MuninnException e) {
            log(level, failure, String.valueOf(e.getMessage()));
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
        if (now == 0 || isAwaited) {
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
                log(
                        System.Logger.Level.WARNING,
                        "alerts of rule group {0} go on but are not written down: {1}",
                        String.valueOf(e.getMessage()));
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
