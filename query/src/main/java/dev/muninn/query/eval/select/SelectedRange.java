package dev.muninn.query.eval.select;

import dev.muninn.model.Instants;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SeriesSet;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.Expr.RangeMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The series of a range selector.
 *
 * @param usesStarts whether start times of counters are looked at
 * @param reading gets the samples of a series
 */
public record SelectedRange(
        SeriesSet set,
        Window window,
        boolean isDistinctWithoutName,
        boolean usesStarts,
        Reading reading,
        Budget budget)
        implements RangeVector {

    /** Appends samples of a series to a buffer. */
    @FunctionalInterface
    public interface Reading {
        void read(int index, SampleBuffer into);
    }

    /**
     * Selects the series.
     *
     * @param isTotalsOnly whether of native histograms only count and sum are needed
     */
    public static SelectedRange of(
            Selections selections,
            List<Matcher> matchers,
            Window window,
            Grid grid,
            boolean usesStarts,
            boolean isTotalsOnly,
            Budget budget) {
        long after = window.look().firstTime(grid) - window.rangeMillis() - window.before();
        long to = window.look().lastTime(grid) + window.after();
        SeriesSet set =
                isTotalsOnly
                        ? selections.selectTotals(matchers, after, to)
                        : selections.select(matchers, after, to);
        return new SelectedRange(
                set,
                window,
                SelectedColumns.isDistinctWithoutName(matchers),
                usesStarts,
                set::read,
                budget);
    }

    @Override
    public RangeVector forGrowth(Grid grid) {
        if (window.mode() != RangeMode.PLAIN) {
            return this;
        }
        Instants ends = window.look().instants(grid);
        return new SelectedRange(
                set,
                window,
                isDistinctWithoutName,
                usesStarts,
                (index, into) -> set.readGrowth(index, ends, window.rangeMillis(), into),
                budget);
    }

    @Override
    public int size() {
        return set.size();
    }

    @Override
    public Labels labels(int index) {
        return set.labels(index);
    }

    @Override
    public boolean dropsName(int index) {
        return false;
    }

    @Override
    public Reader reader() {
        return new SetReader();
    }

    private final class SetReader implements Reader {

        private final SampleBuffer buffer = new SampleBuffer();
        private final Samples samples = new Samples();

        @Override
        public @Nullable Samples read(int index) {
            buffer.clear();
            reading.read(index, buffer);
            if (buffer.isEmpty()) {
                budget.checkTime();
                return null;
            }
            budget.addSamples(buffer.size());
            samples.set(buffer);
            if (!usesStarts) {
                samples.forgetStarts();
            }
            return samples.isEmpty() ? null : samples;
        }
    }
}
