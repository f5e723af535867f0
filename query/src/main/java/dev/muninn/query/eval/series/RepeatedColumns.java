package dev.muninn.query.eval.series;

/** Columns of a single step, that step's points repeated over a longer grid. */
public record RepeatedColumns(Columns source, Grid grid) implements ColumnsView {

    @Override
    public Cursor cursor() {
        Cursor in = source.cursor();
        return index -> {
            Points points = in.read(index);
            return points == null ? null : points.repeated(grid.steps());
        };
    }
}
