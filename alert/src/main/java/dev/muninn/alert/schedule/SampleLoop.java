package dev.muninn.alert.schedule;

import dev.muninn.alert.evaluate.GroupRun;
import dev.muninn.model.Clock;
import java.time.Duration;
import java.util.List;

/** Looks between the times of groups for rules whose samples came. Safe for use by many threads. */
final class SampleLoop {

    private static final System.Logger LOGGER = System.getLogger(SampleLoop.class.getName());

    /** Short beside the second that a message may take; a look costs less than a query. */
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final RuleSchedule schedule;
    private final Clock clock;
    private volatile List<GroupRun> groups = List.of();

    /** Guarded by this. */
    private boolean isStarted;

    SampleLoop(RuleSchedule schedule, Clock clock) {
        this.schedule = schedule;
        this.clock = clock;
    }

    /** Looks after these groups from now on, those of before are let be. */
    synchronized void follow(List<GroupRun> all) {
        groups = all.stream().filter(GroupRun::hasWatches).toList();
        if (!isStarted && !groups.isEmpty()) {
            isStarted = true;
            schedule.every(PERIOD, this::look);
        }
    }

    private void look() {
        for (GroupRun group : groups) {
            try {
                group.evaluateOnSample(clock.millis());
            } catch (RuntimeException e) {
                LOGGER.log(
                        System.Logger.Level.ERROR,
                        "rules of group " + group.group().name() + " were not evaluated",
                        e);
            }
        }
    }
}
