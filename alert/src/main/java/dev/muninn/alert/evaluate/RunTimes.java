package dev.muninn.alert.evaluate;

import dev.muninn.alert.rule.RuleGroup;

/** When a group is evaluated: at {@code base + n × interval}, the same after every restart. */
public final class RunTimes {

    private final long intervalMillis;
    private final long baseMillis;

    private RunTimes(long intervalMillis, long baseMillis) {
        this.intervalMillis = intervalMillis;
        this.baseMillis = baseMillis;
    }

    static RunTimes of(RuleGroup group) {
        long interval = group.interval().toMillis();
        int hash = (group.file() + "\0" + group.name()).hashCode();
        return new RunTimes(interval, Math.floorMod(spread(hash), interval));
    }

    /**
     * Names that differ in a digit have hashes next to each other: all groups of a file would be
     * evaluated in the same moment of each interval, and make all their garbage in it.
     */
    private static long spread(int hash) {
        long product = hash * 0x9e37_79b9_7f4a_7c15L;
        return product ^ product >>> 32;
    }

    /** The first run at or after a time. */
    public long from(long millis) {
        return Math.ceilDiv(millis - baseMillis, intervalMillis) * intervalMillis + baseMillis;
    }

    /** The run after one that has ended; where the clock was set back, by the clock as it is. */
    public long after(long runMillis, long nowMillis) {
        boolean isSetBack = nowMillis < runMillis - intervalMillis;
        return from(isSetBack ? nowMillis : Math.max(runMillis + 1, nowMillis));
    }
}
