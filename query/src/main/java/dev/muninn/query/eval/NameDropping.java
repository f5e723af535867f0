package dev.muninn.query.eval;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Names;
import dev.muninn.query.eval.series.RenamedColumns;
import dev.muninn.query.eval.series.RenamedColumns.NameMark;
import dev.muninn.query.eval.series.SameLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes metric names off results that are no more that metric: at once, or with a mark at the end.
 *
 * @param isDelayed whether it is done at the end
 */
record NameDropping(boolean isDelayed, Budget budget) {

    /** Takes the names off all series; those that become the same must not meet at any step. */
    Columns drop(Columns columns) {
        if (isDelayed) {
            return new RenamedColumns(
                    columns,
                    UnaryOperator.identity(),
                    NameMark.SET,
                    columns.isDistinctWithoutName());
        }
        Columns renamed = new RenamedColumns(columns, Names::off, NameMark.CLEARED, true);
        return columns.isDistinctWithoutName() ? renamed : SameLabels.merged(renamed, budget);
    }

    /** As {@link #drop}, but no two series with points may become the same. */
    Columns dropDistinct(Columns columns) {
        if (isDelayed || columns.isDistinctWithoutName()) {
            return drop(columns);
        }
        Columns renamed = new RenamedColumns(columns, Names::off, NameMark.CLEARED, true);
        if (SameLabels.areDistinct(renamed)) {
            return renamed;
        }
        List<Column> all = new ArrayList<>();
        SameLabels.collect(renamed, all, budget);
        Columns list = new ColumnList(columns.grid(), all);
        if (!SameLabels.areDistinct(list)) {
            throw SameLabels.duplicate();
        }
        return list;
    }

    /** Takes off the names that were marked. */
    Columns finish(Columns columns) {
        if (!isDelayed) {
            return SameLabels.merged(columns, budget);
        }
        boolean isMarked = false;
        for (int i = 0; i < columns.size() && !isMarked; i++) {
            isMarked = columns.dropsName(i);
        }
        if (!isMarked) {
            return SameLabels.merged(columns, budget);
        }
        List<Column> all = new ArrayList<>();
        SameLabels.collect(columns, all, budget);
        all.replaceAll(
                column -> {
                    Labels labels = column.labels();
                    return column.withLabels(column.dropsName() ? Names.off(labels) : labels);
                });
        return SameLabels.merged(columns.grid(), all);
    }
}
