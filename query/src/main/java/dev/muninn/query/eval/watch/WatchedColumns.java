package dev.muninn.query.eval.watch;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.ColumnsView;
import dev.muninn.query.eval.series.Points;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Columns as they are, with an eye on what is read of them.
 *
 * @param counted for which steps the points count as samples
 * @param seen which columns were read before, by any cursor: they count once
 */
record WatchedColumns(
        Columns source,
        PartFigures figures,
        Observation observation,
        Watch.Scope counted,
        BitSet seen)
        implements ColumnsView {

    static WatchedColumns of(
            Columns source, PartFigures figures, Observation observation, Watch.Scope counted) {
        return new WatchedColumns(source, figures, observation, counted, new BitSet(source.size()));
    }

    @Override
    public boolean isKept() {
        return source.isKept();
    }

    @Override
    public Cursor cursor() {
        Cursor in = source.cursor();
        return index -> {
            Points points = observation.timed(figures, () -> in.read(index));
            if (points != null && !seen.get(index)) {
                seen.set(index);
                figures.found(points.count());
                count(points);
            }
            return points;
        };
    }

    private void count(Points points) {
        if (counted == Watch.Scope.SUBQUERY) {
            return;
        }
        for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
            @Nullable NativeHistogram histogram = points.histogram(step);
            observation.count(counted, step, histogram == null ? 1 : Observation.weight(histogram));
        }
    }
}
