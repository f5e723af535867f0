package dev.muninn.query.eval.function;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;
import java.util.Arrays;
import java.util.List;

/** Numbers by step, and what leads from vectors to them and back. */
public final class Scalars {

    private Scalars() {}

    public static double[] constant(Grid grid, double value) {
        double[] values = new double[grid.steps()];
        Arrays.fill(values, value);
        return values;
    }

    /** The times of the steps in seconds. */
    public static double[] times(Grid grid) {
        double[] times = new double[grid.steps()];
        for (int step = 0; step < times.length; step++) {
            times[step] = grid.time(step) / 1000.0;
        }
        return times;
    }

    public static double[] lesser(double[] a, double[] b) {
        double[] result = new double[a.length];
        Arrays.setAll(result, i -> FloatFunctions.lesser(a[i], b[i]));
        return result;
    }

    public static double[] greater(double[] a, double[] b) {
        double[] result = new double[a.length];
        Arrays.setAll(result, i -> FloatFunctions.greater(a[i], b[i]));
        return result;
    }

    /** The float of the only series that has one, or NaN. */
    public static double[] ofVector(Columns columns) {
        double[] values = constant(columns.grid(), Double.NaN);
        int[] counts = new int[values.length];
        Columns.Cursor cursor = columns.cursor();
        for (int i = 0; i < columns.size(); i++) {
            Points points = cursor.read(i);
            if (points == null) {
                continue;
            }
            for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
                if (points.histogram(step) == null) {
                    values[step] = counts[step]++ == 0 ? points.values()[step] : Double.NaN;
                }
            }
        }
        return values;
    }

    /** One series without labels. */
    public static Columns toVector(Grid grid, double[] values) {
        Points points = new Points(grid.steps());
        System.arraycopy(values, 0, points.values(), 0, values.length);
        points.fill();
        return new ColumnList(grid, List.of(new Column(Labels.empty(), false, points)));
    }
}
