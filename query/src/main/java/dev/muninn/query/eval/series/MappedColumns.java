package dev.muninn.query.eval.series;

import dev.muninn.model.Labels;

/** Columns made one by one from others; labels stay. */
public record MappedColumns(Columns source, PointMap map) implements Columns {

    @Override
    public Grid grid() {
        return source.grid();
    }

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
        Points out = new Points(grid().steps());
        return index -> {
            Points from = in.read(index);
            if (from == null) {
                return null;
            }
            map.map(from, out);
            return out.isEmpty() ? null : out;
        };
    }
}
