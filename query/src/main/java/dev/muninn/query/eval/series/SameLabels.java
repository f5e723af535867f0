package dev.muninn.query.eval.series;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.run.Budget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Series that came to have the same labels: one series, unless they have points at one time. */
public final class SameLabels {

    private SameLabels() {}

    /** Computes all columns that have points and adds them to a list. */
    public static void collect(Columns columns, List<Column> into, Budget budget) {
        Columns.Cursor cursor = columns.cursor();
        for (int i = 0; i < columns.size(); i++) {
            Points points = cursor.read(i);
            if (points != null) {
                into.add(
                        new Column(
                                columns.labels(i),
                                columns.dropsName(i),
                                kept(points, columns, budget)));
            }
        }
    }

    /** The points, copied if the columns will not keep them. */
    public static Points kept(Points points, Columns from, Budget budget) {
        if (from.isKept()) {
            return points;
        }
        budget.reserve(Points.bytes(points.steps()));
        return points.copy();
    }

    /**
     * The columns, those with the same labels in one.
     *
     * @throws MuninnException of kind UNPROCESSABLE if two such have points at one step
     */
    public static Columns merged(Grid grid, List<Column> columns) {
        Map<Labels, Column> distinct = new LinkedHashMap<>();
        for (Column column : columns) {
            Column known = distinct.get(column.labels());
            if (known == null) {
                distinct.put(column.labels(), column);
            } else {
                distinct.put(column.labels(), merge(known, column));
            }
        }
        return new ColumnList(grid, List.copyOf(distinct.values()));
    }

    private static Column merge(Column known, Column more) {
        Points both = known.points().copy();
        Points points = more.points();
        for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
            if (both.has(step)) {
                throw duplicate();
            }
            both.set(step, points);
        }
        return new Column(known.labels(), known.dropsName(), both);
    }

    public static MuninnException duplicate() {
        return new MuninnException(
                MuninnException.Kind.UNPROCESSABLE,
                "vector cannot contain metrics with the same labelset");
    }

    /** Whether all labels differ, so that there is nothing to merge. */
    public static boolean areDistinct(Columns columns) {
        Set<Labels> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!seen.add(columns.labels(i))) {
                return false;
            }
        }
        return true;
    }

    /** The columns with those of the same labels in one; not computed if all labels differ. */
    public static Columns merged(Columns columns, Budget budget) {
        if (areDistinct(columns)) {
            return columns;
        }
        List<Column> all = new ArrayList<>();
        collect(columns, all, budget);
        return merged(columns.grid(), all);
    }
}
