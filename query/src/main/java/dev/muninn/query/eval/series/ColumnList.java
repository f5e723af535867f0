package dev.muninn.query.eval.series;

import dev.muninn.model.Labels;
import java.util.List;

/** Columns that are computed already. */
public record ColumnList(Grid grid, List<Column> columns) implements Columns {

    @Override
    public int size() {
        return columns.size();
    }

    @Override
    public Labels labels(int index) {
        return columns.get(index).labels();
    }

    @Override
    public boolean dropsName(int index) {
        return columns.get(index).dropsName();
    }

    @Override
    public boolean isDistinctWithoutName() {
        return columns.size() < 2 || columns.stream().noneMatch(c -> Names.isOn(c.labels()));
    }

    @Override
    public boolean isKept() {
        return true;
    }

    @Override
    public Cursor cursor() {
        return index -> {
            Points points = columns.get(index).points();
            return points.isEmpty() ? null : points;
        };
    }
}
