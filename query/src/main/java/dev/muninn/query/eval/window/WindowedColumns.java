package dev.muninn.query.eval.window;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.select.RangeVector;
import dev.muninn.query.eval.select.Samples;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function over the windows of each series of a range vector.
 *
 * @param function makes one for each thread
 */
public record WindowedColumns(
        Grid grid, RangeVector range, Supplier<WindowFunction> function, Budget budget)
        implements Columns {

    @Override
    public int size() {
        return range.size();
    }

    @Override
    public Labels labels(int index) {
        return range.labels(index);
    }

    @Override
    public boolean dropsName(int index) {
        return range.dropsName(index);
    }

    @Override
    public boolean isDistinctWithoutName() {
        return range.isDistinctWithoutName();
    }

    @Override
    public Cursor cursor() {
        return new WindowCursor();
    }

    private final class WindowCursor implements Cursor {

        private final RangeVector.Reader reader = range.reader();
        private final WindowFunction kernel = function.get();
        private final Windows windows = new Windows(grid, range.window(), budget);
        private final Points points = new Points(grid.steps());

        @Override
        public @Nullable Points read(int index) {
            Samples samples = reader.read(index);
            if (samples == null) {
                return null;
            }
            windows.place(range.labels(index), samples);
            points.clear();
            kernel.apply(windows, points);
            return points.isEmpty() ? null : points;
        }
    }
}
