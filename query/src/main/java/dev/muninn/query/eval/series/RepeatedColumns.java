package dev.muninn.query.eval.series;

import dev.muninn.model.Labels;

/** Columns of a single step, that step's points repeated over a longer grid. */
public record RepeatedColumns(Columns source, Grid grid) implements Columns {

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Labels labels(int index) {
        return source.labels(index);
    }

    @Override
    public boolean dropsName(int index) {
        return source.dropsName(index);
    }

    @Override
    public boolean isDistinctWithoutName() {
        return source.isDistinctWithoutName();
    }

    @Override
    public Cursor cursor() {
        Cursor in = source.cursor();
        return index -> {
            Points points = in.read(index);
            return points == null ? null : points.repeated(grid.steps());
        };
    }
}
