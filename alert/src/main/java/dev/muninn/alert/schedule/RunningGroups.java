package dev.muninn.alert.schedule;

import dev.muninn.alert.evaluate.GroupRun;
import dev.muninn.alert.evaluate.RuleParts;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The groups that are evaluated, and their exchange for others. Safe for use by many threads. */
public final class RunningGroups {

    private static final System.Logger LOGGER = System.getLogger(RunningGroups.class.getName());

    private final RuleParts parts;
    private final RuleSchedule schedule;
    private final SampleLoop sampleLoop;
    private final Clock clock;

    /** By file and name; guarded by this. */
    private Map<String, GroupRun> groups = new HashMap<>();

    public RunningGroups(RuleParts parts, RuleSchedule schedule) {
        this.parts = parts;
        this.schedule = schedule;
        clock = parts.clock();
        sampleLoop = new SampleLoop(schedule, clock);
    }

    /** Lets other groups be evaluated; those that did not change are left alone. */
    public synchronized void replace(List<RuleGroup> read) {
        boolean isOther = false;
        Map<String, GroupRun> next = new HashMap<>();
        List<GroupRun> retired = new ArrayList<>();
        for (RuleGroup group : read) {
            GroupRun before = groups.remove(group.key());
            if (before != null && before.group().equals(group)) {
                next.put(group.key(), before);
                continue;
            }
            isOther = true;
            GroupRun run = new GroupRun(group, parts);
            if (before != null) {
                schedule.stop(before);
                run.inherit(before);
                retired.add(before);
            }
            next.put(group.key(), run);
            schedule.start(run);
        }
        groups.values().forEach(schedule::stop);
        retired.addAll(groups.values());
        groups = next;
        sampleLoop.follow(List.copyOf(next.values()));
        retire(retired, read);
        forgetOthers(next.keySet());
        if (isOther) {
            LOGGER.log(System.Logger.Level.INFO, "{0} rule groups are evaluated", next.size());
        }
    }

    /** Ends groups on a thread that evaluates, as they may be in the midst of it. */
    private void retire(List<GroupRun> retired, List<RuleGroup> all) {
        if (retired.isEmpty()) {
            return;
        }
        Set<List<Object>> there = new HashSet<>();
        all.forEach(group -> group.rules().forEach(rule -> there.add(identity(rule))));
        long now = clock.millis();
        schedule.execute(
                () ->
                        retired.forEach(
                                run -> run.retire(rule -> there.contains(identity(rule)), now)));
    }

    private static List<Object> identity(Rule rule) {
        return List.of(rule.name(), rule.labels());
    }

    private void forgetOthers(Set<String> known) {
        if (parts.memory().term() == 0) {
            return;
        }
        try {
            parts.memory().keepOnly(known);
        } catch (MuninnException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "alerts of rules that are gone are still kept: {0}",
                    e.getMessage());
        }
    }

    /** All of them by file and name. */
    public synchronized List<GroupRun> all() {
        return groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }
}
