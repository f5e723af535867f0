package dev.muninn.query.eval.select;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;
import org.jspecify.annotations.Nullable;

/** The results of a subquery as samples. */
public record SubqueryRange(Columns columns, Window window) implements RangeVector {

    /**
     * The inner grid: all multiples of the step that any window of the outer grid may hold, so that
     * neighbouring windows share inner points.
     *
     * @throws MuninnException of kind LIMIT if these are too many
     */
    public static Grid grid(Window window, Grid outer, long stepMillis, Budget budget) {
        if (outer.steps() == 0) {
            return new Grid(0, stepMillis, 0);
        }
        long after = window.start(outer, 0);
        long first = stepMillis * (after / stepMillis);
        if (first <= after) {
            first += stepMillis;
        }
        long last = window.end(outer, outer.steps() - 1);
        // A subquery counts its inner points: at least one series of them is held.
        long bytes = 8 * Math.max(0, (last - first) / stepMillis);
        budget.reserve(bytes);
        budget.release(bytes);
        return Grid.range(first, last, stepMillis);
    }

    @Override
    public int size() {
        return columns.size();
    }

    @Override
    public Labels labels(int index) {
        return columns.labels(index);
    }

    @Override
    public boolean dropsName(int index) {
        return columns.dropsName(index);
    }

    @Override
    public boolean isDistinctWithoutName() {
        return columns.isDistinctWithoutName();
    }

    @Override
    public Reader reader() {
        return new PointReader();
    }

    private final class PointReader implements Reader {

        private final Columns.Cursor cursor = columns.cursor();
        private final Grid grid = columns.grid();
        private final Samples samples = new Samples();
        private final long[] times = new long[grid.steps()];
        private final double[] values = new double[grid.steps()];

        @Override
        public @Nullable Samples read(int index) {
            Points points = cursor.read(index);
            if (points == null) {
                return null;
            }
            int floats = 0;
            for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
                if (points.histogram(step) == null) {
                    times[floats] = grid.time(step);
                    values[floats++] = points.values()[step];
                }
            }
            samples.setFloats(times, values, floats);
            if (points.hasHistograms()) {
                readHistograms(points);
            }
            return samples.isEmpty() ? null : samples;
        }

        private void readHistograms(Points points) {
            int size = points.histogramCount();
            long[] histogramTimes = new long[size];
            NativeHistogram[] histograms = new NativeHistogram[size];
            int count = 0;
            for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
                NativeHistogram histogram = points.histogram(step);
                if (histogram != null) {
                    histogramTimes[count] = grid.time(step);
                    histograms[count++] = withoutHint(histogram);
                }
            }
            samples.setHistograms(histogramTimes, histograms, count);
        }

        /** Hints speak of neighbours in the store, which a subquery may leave out or repeat. */
        private static NativeHistogram withoutHint(NativeHistogram h) {
            return h.resetHint() == ResetHint.GAUGE ? h : h.withResetHint(ResetHint.UNKNOWN);
        }
    }
}
