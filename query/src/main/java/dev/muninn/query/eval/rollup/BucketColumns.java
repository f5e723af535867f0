package dev.muninn.query.eval.rollup;

import dev.muninn.model.Labels;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.RollupSet;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function over the buckets of each series. Series of which buckets do not tell all are computed
 * from samples.
 *
 * @param function makes one for each thread
 */
record BucketColumns(
        Grid grid,
        RollupSet set,
        BucketShape shape,
        Supplier<? extends BucketFunction> function,
        SampleColumns samples,
        boolean isDistinctWithoutName,
        Budget budget)
        implements Columns {

    @Override
    public int size() {
        return set.size();
    }

    @Override
    public Labels labels(int index) {
        return set.labels(index);
    }

    @Override
    public boolean dropsName(int index) {
        return false;
    }

    @Override
    public Cursor cursor() {
        return new BucketCursor();
    }

    private final class BucketCursor implements Cursor {

        private final BucketFunction kernel = function.get();
        private final RollupBuffer buckets = kernel.newBuckets();
        private final BucketWindows windows = new BucketWindows(shape, grid);
        private final Points points = new Points(grid.steps());
        private @Nullable Cursor ofSamples;

        @Override
        public @Nullable Points read(int index) {
            buckets.clear();
            set.read(index, buckets);
            budget.addSamples(buckets.size());
            boolean lacksHistograms = buckets.hasHistograms() && !shape.lacksSamples();
            if (lacksHistograms || !kernel.canAnswer(buckets)) {
                return fromSamples(index);
            }
            if (buckets.isEmpty()) {
                return null;
            }
            windows.place(set.labels(index).metricName(), buckets);
            points.clear();
            boolean isSame = kernel.apply(windows, points);
            if (!isSame && !shape.lacksSamples() && !shape.isMoved()) {
                return fromSamples(index);
            }
            return points.isEmpty() ? null : points;
        }

        private @Nullable Points fromSamples(int index) {
            int place = samples.place(set.labels(index));
            if (place < 0) {
                return null;
            }
            if (ofSamples == null) {
                ofSamples = samples.columns().cursor();
            }
            return ofSamples.read(place);
        }
    }
}
