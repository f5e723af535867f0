package dev.muninn.query.eval.rollup;

import dev.muninn.query.eval.select.Window;
import dev.muninn.query.eval.series.Grid;

/**
 * Which buckets stand for the samples of a selector's windows.
 *
 * @param isMoved whether windows have to be moved back to where a bucket ends
 * @param lacksSamples whether samples are past their retention, so that there is nothing else
 */
public record BucketShape(long widthMillis, Window window, boolean isMoved, boolean lacksSamples) {

    /** The end of a step's window, which is the end of a bucket. */
    long end(Grid grid, int step) {
        long end = window.end(grid, step);
        return isMoved ? Math.floorDiv(end, widthMillis) * widthMillis : end;
    }

    /** The ends of a step's buckets are behind this time. */
    long start(Grid grid, int step) {
        return end(grid, step) - Math.ceilDiv(window.rangeMillis(), widthMillis) * widthMillis;
    }
}
