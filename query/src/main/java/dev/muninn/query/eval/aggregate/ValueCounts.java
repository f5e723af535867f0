package dev.muninn.query.eval.aggregate;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.number.NumberText;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.histogram.HistogramText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often each value occurs in each group, one series per value. */
final class ValueCounts {

    private ValueCounts() {}

    static Columns of(
            Columns columns,
            String valueLabel,
            List<String> grouping,
            boolean isWithout,
            Budget budget) {
        int steps = columns.grid().steps();
        Set<String> names = Groups.names(grouping, isWithout);
        if (!isWithout) {
            names.add(valueLabel);
        }
        Map<Labels, Points> counts = new LinkedHashMap<>();
        Columns.Cursor cursor = columns.cursor();
        for (int i = 0; i < columns.size(); i++) {
            Points points = cursor.read(i);
            if (points == null) {
                continue;
            }
            Labels labels = columns.labels(i);
            for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
                Labels key =
                        Groups.key(labels.with(valueLabel, text(points, step)), names, isWithout);
                Points ofValue = counts.get(key);
                if (ofValue == null) {
                    budget.reserve(Points.bytes(steps) + 200);
                    ofValue = new Points(steps);
                    counts.put(key, ofValue);
                }
                ofValue.set(step, ofValue.has(step) ? ofValue.values()[step] + 1 : 1);
            }
            budget.checkTime();
        }
        List<Column> result = new ArrayList<>(counts.size());
        counts.forEach((labels, points) -> result.add(new Column(labels, false, points)));
        return new ColumnList(columns.grid(), result);
    }

    private static String text(Points points, int step) {
        NativeHistogram histogram = points.histogram(step);
        return histogram == null
                ? NumberText.plain(points.values()[step])
                : HistogramText.describe(histogram);
    }
}
