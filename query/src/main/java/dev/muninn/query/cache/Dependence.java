package dev.muninn.query.cache;

import dev.muninn.model.Generations;
import dev.muninn.model.TimeRange;

/**
 * Samples of a metric that a query depends on: those of (step - earliest, step - latest] for each
 * step, or of one range of time for all steps.
 *
 * @param metric the name, or {@link Generations#ANY_METRIC}
 * @param earliestMillis how long before a step the first sample may be
 * @param latestMillis how long before a step the last sample may be; negative if after it
 * @param isFixed whether both are times and not distances
 */
public record Dependence(String metric, long earliestMillis, long latestMillis, boolean isFixed) {

    /** The times of the samples that the steps from one time to another depend on. */
    public TimeRange range(long firstStepMillis, long lastStepMillis) {
        return isFixed
                ? new TimeRange(earliestMillis + 1, latestMillis)
                : new TimeRange(
                        firstStepMillis - earliestMillis + 1, lastStepMillis - latestMillis);
    }

    /** The last time that a step depends on. */
    public long lastTime(long stepMillis) {
        return isFixed ? latestMillis : stepMillis - latestMillis;
    }

    /** The first time of a step that a change at the given time may concern. */
    public long firstStep(long changeMillis) {
        if (isFixed || changeMillis == Long.MAX_VALUE) {
            return isFixed && changeMillis < Long.MAX_VALUE ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return changeMillis + latestMillis;
    }
}
