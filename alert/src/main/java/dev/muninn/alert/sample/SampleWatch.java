package dev.muninn.alert.sample;

import dev.muninn.model.Arrivals;

/** Says when a rule is to be evaluated because samples of it came; confined to the group's run. */
final class SampleWatch<R extends WatchedRule> {

    /** Often enough for people, and no more work than a group with an interval of a second. */
    private static final long LEAST_PAUSE_MILLIS = 1_000;

    /** A rule over very many series takes no more than a tenth of a thread. */
    private static final long PAUSE_PER_DURATION = 10;

    private final R rule;
    private final Arrivals arrivals;
    private long lastMillis;
    private long pauseMillis;

    SampleWatch(R rule, Arrivals arrivals) {
        this.rule = rule;
        this.arrivals = arrivals;
    }

    R rule() {
        return rule;
    }

    /**
     * Whether samples came, or the time of a waiting alert is over, and the last evaluation is long
     * enough ago.
     *
     * @param queryMillis up to when samples can be seen
     */
    boolean isDue(long nowMillis, long queryMillis) {
        // A clock that was set back must not keep the rule waiting for that long.
        if (Math.abs(nowMillis - lastMillis) < pauseMillis) {
            return false;
        }
        return arrivals.any(queryMillis) || rule.changesBy(nowMillis);
    }

    /** Notes an evaluation and how long it took. */
    void evaluated(long nowMillis, long durationNanos) {
        lastMillis = nowMillis;
        pauseMillis = Math.max(LEAST_PAUSE_MILLIS, PAUSE_PER_DURATION * durationNanos / 1_000_000);
    }
}
