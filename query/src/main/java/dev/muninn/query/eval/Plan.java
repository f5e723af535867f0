package dev.muninn.query.eval;

import dev.muninn.query.eval.series.Grid;

/**
 * What holds for all of one query.
 *
 * @param text the query as written
 * @param grid the steps of its result
 * @param endMillis the end that was asked for, up to a step behind the last one
 * @param isRange whether it was asked for a range
 * @param lookbackMillis how old the last sample may be that an instant selector takes
 * @param delaysNames whether metric names that are to go stay in the labels until the end
 * @param usesStarts whether start times of counters are looked at
 */
public record Plan(
        String text,
        Grid grid,
        long endMillis,
        boolean isRange,
        long lookbackMillis,
        boolean delaysNames,
        boolean usesStarts) {

    /** The step of subqueries that do not name one: Prometheus' evaluation interval. */
    static final long SUBQUERY_STEP_MILLIS = 60_000;

    /** The step in durations and functions; an instant query has none. */
    double stepSeconds() {
        return isRange ? grid.stepMillis() / 1000.0 : 0;
    }

    double rangeSeconds() {
        return isRange ? (endMillis - grid.startMillis()) / 1000.0 : 0;
    }
}
