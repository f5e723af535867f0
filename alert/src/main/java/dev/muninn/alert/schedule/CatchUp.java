package dev.muninn.alert.schedule;

import dev.muninn.alert.evaluate.GroupRun;
import dev.muninn.alert.evaluate.RuleParts;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.model.MuninnException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The runs of recording rules that a stop of the server left out, the oldest first: what senders
 * kept for it meanwhile is in the store by then, and the hole need not be. Alerts are left alone.
 * Confined to one thread at a time.
 */
public final class CatchUp {

    private static final System.Logger LOGGER = System.getLogger(CatchUp.class.getName());

    private record Missed(GroupRun run, long timeMillis) {}

    private final Deque<Missed> missed;

    private CatchUp(List<Missed> missed) {
        this.missed = new ArrayDeque<>(missed);
    }

    /**
     * The runs of groups that should have been between two times.
     *
     * @param seenMillis until when rules were evaluated before; 0 if never
     */
    public static CatchUp of(
            List<RuleGroup> groups, RuleParts parts, long seenMillis, long nowMillis) {
        List<Missed> missed = new ArrayList<>();
        long from = Math.max(seenMillis, nowMillis - parts.options().catchUp().toMillis());
        for (RuleGroup group : seenMillis == 0 ? List.<RuleGroup>of() : groups) {
            List<Rule> recording =
                    group.rules().stream().filter(Rule.Recording.class::isInstance).toList();
            if (recording.isEmpty()) {
                continue;
            }
            GroupRun run = new GroupRun(group.withRules(recording), parts.unheard());
            long interval = group.interval().toMillis();
            for (long time = run.times().from(from + 1); time < nowMillis; time += interval) {
                missed.add(new Missed(run, time));
            }
        }
        // In order of time over all groups, as rules may read what those of other groups wrote.
        missed.sort(Comparator.comparingLong(Missed::timeMillis));
        return new CatchUp(missed);
    }

    /** How many runs are left. */
    public int left() {
        return missed.size();
    }

    /** Makes up for the oldest run that is left, if any. */
    public void runNext() {
        Missed next = missed.poll();
        if (next == null) {
            return;
        }
        try {
            next.run().evaluate(next.timeMillis());
        } catch (MuninnException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "rule group {0} is not caught up: {1}",
                    next.run().group().name(),
                    e.getMessage());
        }
    }
}
