package dev.muninn.query.eval.select;

import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.Expr.RangeMode;

/**
 * The windows of a range: at each step, times t with end - range &lt; t &lt;= end, where the end is
 * the time looked at. Anchored and smoothed windows also need samples around that.
 *
 * @param lookbackMillis how far beyond the range such samples may be
 */
public record Window(Look look, long rangeMillis, RangeMode mode, long lookbackMillis) {

    public long end(Grid grid, int step) {
        return look.time(grid, step);
    }

    public long start(Grid grid, int step) {
        return look.time(grid, step) - rangeMillis;
    }

    /** How far before the range samples are needed. */
    public long before() {
        return mode == RangeMode.PLAIN ? 0 : lookbackMillis;
    }

    /** How far after the range samples are needed. */
    public long after() {
        return mode == RangeMode.SMOOTHED ? lookbackMillis : 0;
    }
}
