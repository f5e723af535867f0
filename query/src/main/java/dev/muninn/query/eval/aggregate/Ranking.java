package dev.muninn.query.eval.aggregate;

import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Points;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The k greatest or least points of each group at each step, with the labels of their series. */
final class Ranking {

    private final Columns columns;
    private final Groups groups;
    private final boolean isGreatest;
    private final double[] wanted;
    private final Runnable onHistogram;
    private final Budget budget;
    private final @Nullable Best[][] best;

    /**
     * @param wanted k by step
     * @param onHistogram called for a histogram, which is left out
     */
    Ranking(
            Columns columns,
            Groups groups,
            boolean isGreatest,
            double[] wanted,
            Runnable onHistogram,
            Budget budget) {
        this.columns = columns;
        this.groups = groups;
        this.isGreatest = isGreatest;
        this.wanted = wanted;
        this.onHistogram = onHistogram;
        this.budget = budget;
        best = new @Nullable Best[groups.count()][];
    }

    Columns run() {
        Columns.Cursor cursor = columns.cursor();
        for (int i = 0; i < columns.size(); i++) {
            Points points = cursor.read(i);
            if (points != null) {
                enter(i, points);
            }
        }
        return collect();
    }

    private void enter(int series, Points points) {
        int group = groups.groupOf(series);
        Best[] steps = best[group];
        if (steps == null) {
            budget.reserve(8L * wanted.length);
            steps = new @Nullable Best[wanted.length];
            best[group] = steps;
        }
        for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
            int k = (int) Math.min(wanted[step], columns.size());
            if (k < 1) {
                continue;
            }
            if (points.histogram(step) != null) {
                onHistogram.run();
                continue;
            }
            Best heap = steps[step];
            if (heap == null) {
                heap = new Best(isGreatest, k);
                steps[step] = heap;
                budget.reserve(heap.bytes());
            }
            long grown = heap.offer(points.values()[step], series);
            if (grown > 0) {
                budget.reserve(grown);
            }
        }
    }

    /** In order of group, step and rank, which is the order of an instant query's answer. */
    private Columns collect() {
        Map<Integer, Points> kept = new LinkedHashMap<>();
        for (Best[] steps : best) {
            for (int step = 0; steps != null && step < steps.length; step++) {
                Best heap = steps[step];
                if (heap == null) {
                    continue;
                }
                heap.sort();
                budget.checkTime();
                for (int rank = 0; rank < heap.size(); rank++) {
                    int series = heap.series(rank);
                    Points points = kept.get(series);
                    if (points == null) {
                        budget.reserve(Points.bytes(wanted.length));
                        points = new Points(wanted.length);
                        kept.put(series, points);
                    }
                    points.set(step, heap.value(rank));
                }
            }
        }
        List<Column> result = new ArrayList<>(kept.size());
        kept.forEach(
                (series, points) ->
                        result.add(
                                new Column(
                                        columns.labels(series),
                                        columns.dropsName(series),
                                        points)));
        return new ColumnList(columns.grid(), result);
    }
}
