package dev.muninn.query.eval.rollup;

import dev.muninn.model.RollupBuffer;
import dev.muninn.query.eval.select.Advance;
import dev.muninn.query.eval.series.Grid;

/**
 * The windows over the buckets of one series: for each step, which buckets lie in it. Reused from
 * series to series by one thread.
 */
final class BucketWindows {

    private final BucketShape shape;
    private final Grid grid;
    private final int[] from;
    private final int[] to;
    private RollupBuffer buckets = new RollupBuffer();
    private String metric = "";

    BucketWindows(BucketShape shape, Grid grid) {
        this.shape = shape;
        this.grid = grid;
        from = new int[grid.steps()];
        to = new int[grid.steps()];
    }

    /** Places the windows over the buckets of a series. */
    void place(String ofMetric, RollupBuffer over) {
        metric = ofMetric;
        buckets = over;
        long[] ends = over.ends();
        int first = 0;
        int behind = 0;
        int advanced = 0;
        for (int step = 0; step < from.length; step++) {
            int next = Advance.past(ends, over.size(), behind, end(step), advanced);
            first = Advance.past(ends, next, first, start(step), advanced);
            advanced = next - behind;
            behind = next;
            from[step] = first;
            to[step] = behind;
        }
    }

    int steps() {
        return from.length;
    }

    RollupBuffer buckets() {
        return buckets;
    }

    String metric() {
        return metric;
    }

    long start(int step) {
        return shape.start(grid, step);
    }

    long end(int step) {
        return shape.end(grid, step);
    }

    /** The first bucket in the window of a step. */
    int from(int step) {
        return from[step];
    }

    /** One behind the last bucket in the window of a step. */
    int to(int step) {
        return to[step];
    }

    boolean isEmpty(int step) {
        return from[step] == to[step];
    }
}
