package dev.muninn.query.eval.select;

import dev.muninn.model.Matcher;
import dev.muninn.model.SeriesSet;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.Span;
import java.util.List;

/** Reads instant vectors for one query. */
public record InstantSelector(
        Selections selections, Budget budget, Annotations annotations, long lookbackMillis) {

    /** What of a sample becomes the value. */
    public enum Take {
        VALUE,
        /** The value; of a native histogram count and sum only. */
        TOTALS,
        TIMESTAMP,
        START_TIMESTAMP
    }

    public Columns latest(List<Matcher> matchers, Look look, Grid grid, Take take) {
        long after = look.firstTime(grid) - lookbackMillis;
        long to = look.lastTime(grid);
        SeriesSet set =
                take == Take.TOTALS
                        ? selections.selectTotals(matchers, after, to)
                        : selections.select(matchers, after, to);
        return new SelectedColumns(
                grid,
                set,
                SelectedColumns.isDistinctWithoutName(matchers),
                () -> new LatestSample(grid, look, lookbackMillis, take),
                budget);
    }

    /** Values between samples on the straight line between them. */
    public Columns smoothed(List<Matcher> matchers, Look look, Grid grid, Span span) {
        SeriesSet set =
                selections.select(
                        matchers,
                        look.firstTime(grid) - lookbackMillis,
                        look.lastTime(grid) + lookbackMillis);
        SmoothedSample smoothed = new SmoothedSample(grid, look, lookbackMillis, annotations, span);
        return new SelectedColumns(
                grid, set, SelectedColumns.isDistinctWithoutName(matchers), () -> smoothed, budget);
    }
}
