package dev.muninn.query.eval.aggregate;

import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Points;
import java.util.ArrayList;
import java.util.List;

/** The first k points of each group at each step, in order of the series. */
final class FirstOfGroups {

    private FirstOfGroups() {}

    /**
     * @param wanted k by step
     */
    static Columns of(Columns columns, Groups groups, double[] wanted, Budget budget) {
        int[][] taken = new int[groups.count()][wanted.length];
        budget.reserve(4L * wanted.length * groups.count());
        List<Column> result = new ArrayList<>();
        Columns.Cursor cursor = columns.cursor();
        for (int i = 0; i < columns.size(); i++) {
            int[] ofGroup = taken[groups.groupOf(i)];
            Points points = cursor.read(i);
            if (points == null) {
                continue;
            }
            Points kept = new Points(wanted.length);
            for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
                if (ofGroup[step] < (long) wanted[step]) {
                    ofGroup[step]++;
                    kept.set(step, points);
                }
            }
            if (!kept.isEmpty()) {
                budget.reserve(Points.bytes(wanted.length));
                result.add(new Column(columns.labels(i), columns.dropsName(i), kept));
            }
        }
        return new ColumnList(columns.grid(), result);
    }
}
