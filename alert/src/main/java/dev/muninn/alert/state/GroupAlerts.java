package dev.muninn.alert.state;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.AlertListener;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.List;

/**
 * What is done with the alerts of a group before and after its runs: they are taken up after a
 * restart, passed on to listeners, and kept. Confined to the group's run.
 */
public final class GroupAlerts {

    private static final System.Logger LOGGER = System.getLogger(GroupAlerts.class.getName());

    private final List<AlertStates> states;
    private final StateKeeper keeper;
    private final SeriesRestore seriesRestore;
    private final AlertFeed feed;
    private final Duration outageTolerance;
    private Restored restored = Restored.NOT_YET;

    /**
     * @param states of the alerting rules of the group, in their order
     */
    public GroupAlerts(
            RuleGroup group,
            List<AlertStates> states,
            PastElements past,
            RuleOptions options,
            AlertListener listener,
            RuleMemory memory) {
        this.states = states;
        keeper = new StateKeeper(group, states, memory);
        seriesRestore = new SeriesRestore(past, options);
        feed = new AlertFeed(group, options.externalUrl(), listener);
        outageTolerance = options.outageTolerance();
    }

    /** Takes over what an earlier set of the same rules has taken up and kept. */
    public void inherit(GroupAlerts before) {
        keeper.inherit(before.keeper);
        restored = before.restored;
    }

    /** Before a run: takes up what the memory holds from before a restart. */
    public void takeUp(long timeMillis) {
        if (restored == Restored.NOT_YET) {
            restored = keeper.restore(timeMillis, outageTolerance.toMillis());
        }
    }

    /** After the second run: looks at series where the memory held nothing. */
    public void takeUpFromSeries(long timeMillis) {
        if (restored == Restored.NOT_FOUND) {
            states.forEach(of -> seriesRestore.restore(of, timeMillis));
            restored = Restored.DONE;
        }
    }

    /** Passes on what is due of a rule's alerts after its evaluation. */
    public void tell(AlertStates of, long timeMillis) {
        told(of, () -> feed.send(of, timeMillis));
    }

    /** Passes on that the alerts of a rule end, because the rule does. */
    public void end(AlertStates of, long timeMillis) {
        told(of, () -> feed.end(of, timeMillis));
    }

    private static void told(AlertStates of, Runnable telling) {
        try {
            telling.run();
        } catch (MuninnException e) {
            // They were told of all the same; what cannot be kept now is heard of again.
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "alerts of {0} are not kept yet: {1}",
                    of.rule().name(),
                    e.getMessage());
        }
    }

    /** Writes down what changed since the last time; what cannot be written is tried again. */
    public void save(long timeMillis) {
        keeper.save(timeMillis);
    }
}
