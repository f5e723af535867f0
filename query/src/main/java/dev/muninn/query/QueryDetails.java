package dev.muninn.query;

/**
 * What each part of a query did and each step cost.
 *
 * @param plan the query's parts
 * @param startMillis time of the first step
 * @param stepMillis from one step to the next
 * @param samplesPerStep samples that each step looked at, those of a window each time it is
 * @param cachedSteps how many of the steps the result cache has at present
 */
public record QueryDetails(
        Explanation plan,
        long startMillis,
        long stepMillis,
        long[] samplesPerStep,
        long cachedSteps) {

    QueryDetails withCachedSteps(long steps) {
        return new QueryDetails(plan, startMillis, stepMillis, samplesPerStep, steps);
    }

    /** The samples of all steps. */
    public long samples() {
        long sum = 0;
        for (long samples : samplesPerStep) {
            sum += samples;
        }
        return sum;
    }
}
