package dev.muninn.alert;

import dev.muninn.alert.RuleTally.State;
import dev.muninn.alert.SavedRules.Outline;
import dev.muninn.alert.api.Asked;
import dev.muninn.alert.api.Page;
import dev.muninn.alert.rule.GroupStatus;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleGroup.Origin;
import dev.muninn.alert.rule.RuleStatus;
import dev.muninn.alert.saved.GroupDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The groups of rules with how many of their rules do well, as trees of maps and lists: what a page
 * draws before anybody opens a group. Safe for use by many threads.
 */
public final class RuleOverview {

    private final Supplier<List<GroupStatus>> evaluated;
    private final SavedRules saved;

    public RuleOverview(Supplier<List<GroupStatus>> evaluated, SavedRules saved) {
        this.evaluated = evaluated;
        this.saved = saved;
    }

    /**
     * The groups, those that were saved first: of which the name or that of a rule has {@code
     * search} in it, and a rule is in {@code state}; at most {@code limit}, with the counts of all.
     */
    public Object list(Function<String, List<String>> parameters) {
        Asked asked = new Asked(parameters);
        int limit = Page.limit(asked);
        State wanted = State.of(asked.text("state", State.ALL.word()));
        String search = asked.text("search", "").toLowerCase(Locale.ROOT);
        RuleTally all = new RuleTally();
        List<Object> shown = new ArrayList<>();
        long count = 0;
        for (Group group : groups()) {
            RuleTally found = tally(group, search);
            all.add(found);
            if (found.count(wanted) == 0) {
                continue;
            }
            count++;
            if (shown.size() < limit) {
                shown.add(tree(group, found, found.count(wanted)));
            }
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("groups", shown);
        tree.put("groupCount", count);
        tree.put("rules", all.tree());
        return tree;
    }

    /** What is known of a group: that it was saved, or what became of it, or both. */
    private record Group(@Nullable Outline saved, @Nullable GroupStatus status) {}

    private List<Group> groups() {
        Map<String, GroupStatus> ofSaved = new HashMap<>();
        List<Group> others = new ArrayList<>();
        for (GroupStatus status : evaluated.get()) {
            if (status.group().origin() == Origin.SAVED) {
                ofSaved.put(status.group().key(), status);
            } else {
                others.add(new Group(null, status));
            }
        }
        List<Group> groups = new ArrayList<>();
        for (Outline outline : saved.outlines()) {
            groups.add(new Group(outline, ofSaved.get(outline.key())));
        }
        groups.addAll(others);
        return groups;
    }

    private static RuleTally tally(Group group, String search) {
        RuleTally tally = new RuleTally();
        boolean isWhole = isFound(nameOf(group), search);
        if (group.status() != null) {
            for (RuleStatus rule : group.status().rules()) {
                if (isWhole || isFound(rule.rule().name(), search)) {
                    tally.add(rule);
                }
            }
        }
        if (group.saved() != null) {
            for (GroupDocument.Named rule : group.saved().rules()) {
                boolean isIdle = rule.isPaused() || group.status() == null;
                if (isIdle && (isWhole || isFound(rule.name(), search))) {
                    tally.addIdle(idleState(rule, group.saved()));
                }
            }
        }
        return tally;
    }

    private static State idleState(GroupDocument.Named rule, Outline group) {
        if (rule.isPaused()) {
            return State.PAUSED;
        }
        return group.problem().isEmpty() ? State.ALL : State.UNHEALTHY;
    }

    private static String nameOf(Group group) {
        if (group.saved() != null) {
            return group.saved().group().name();
        }
        return group.status() == null ? "" : group.status().group().name();
    }

    private static boolean isFound(String name, String search) {
        return name.toLowerCase(Locale.ROOT).contains(search);
    }

    private static Object tree(Group group, RuleTally found, long wanted) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", nameOf(group));
        if (group.saved() != null) {
            tree.putAll(group.saved().tree());
        }
        if (group.status() != null) {
            RuleGroup its = group.status().group();
            tree.put("file", its.file());
            tree.put("interval", its.interval().toMillis() / 1000.0);
            tree.put("evaluationTime", group.status().durationNanos() / 1e9);
        }
        tree.put("origin", group.status() == null ? Origin.SAVED.word() : origin(group.status()));
        tree.put("rules", found.tree());
        tree.put("found", wanted);
        return tree;
    }

    private static String origin(GroupStatus status) {
        return status.group().origin().word();
    }
}
