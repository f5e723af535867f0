package dev.muninn.query.eval.series;

import java.util.function.IntPredicate;

/** Columns less some of their points. */
public record FilteredColumns(Columns source, Filter filter) implements ColumnsView {

    /** Says which points stay. Safe for use by many threads. */
    @FunctionalInterface
    public interface Filter {

        /** Whether a series' point at a step stays. */
        IntPredicate ofSeries(int index);
    }

    @Override
    public Cursor cursor() {
        Cursor in = source.cursor();
        Points out = new Points(grid().steps());
        return index -> {
            Points points = in.read(index);
            if (points == null) {
                return null;
            }
            IntPredicate stays = filter.ofSeries(index);
            out.clear();
            for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
                if (stays.test(step)) {
                    out.set(step, points);
                }
            }
            return out.isEmpty() ? null : out;
        };
    }
}
