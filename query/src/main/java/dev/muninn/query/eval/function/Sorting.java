package dev.muninn.query.eval.function;

import dev.muninn.model.NaturalOrder;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.SameLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order of an instant query's answer. */
public final class Sorting {

    private Sorting() {}

    /** By value of the first step, NaN last; series with a histogram there are left out. */
    public static Columns byValue(Columns columns, boolean isDescending, Budget budget) {
        List<Column> sorted = new ArrayList<>();
        SameLabels.collect(columns, sorted, budget);
        sorted.removeIf(column -> column.points().histogram(0) != null);
        sorted.sort(
                (a, b) -> {
                    double x = a.points().values()[0];
                    double y = b.points().values()[0];
                    if (Double.isNaN(x) || Double.isNaN(y)) {
                        return Boolean.compare(Double.isNaN(x), Double.isNaN(y));
                    }
                    int order = x < y ? -1 : x > y ? 1 : 0;
                    return isDescending ? -order : order;
                });
        return new ColumnList(columns.grid(), sorted);
    }

    /** By the values of labels in turn, numbers in them as numbers; then by all labels. */
    public static Columns byLabels(
            Columns columns, List<String> names, boolean isDescending, Budget budget) {
        List<Column> sorted = new ArrayList<>();
        SameLabels.collect(columns, sorted, budget);
        Comparator<Column> order =
                (a, b) -> {
                    for (String name : names) {
                        int byLabel =
                                NaturalOrder.compare(a.labels().get(name), b.labels().get(name));
                        if (byLabel != 0) {
                            return byLabel;
                        }
                    }
                    return a.labels().compareTo(b.labels());
                };
        sorted.sort(isDescending ? order.reversed() : order);
        return new ColumnList(columns.grid(), sorted);
    }
}
