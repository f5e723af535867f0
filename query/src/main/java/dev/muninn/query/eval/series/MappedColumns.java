package dev.muninn.query.eval.series;

/** Columns made one by one from others; labels stay. */
public record MappedColumns(Columns source, PointMap map) implements ColumnsView {

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
