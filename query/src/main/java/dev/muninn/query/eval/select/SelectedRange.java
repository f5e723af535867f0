package dev.muninn.query.eval.select;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SeriesSet;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Grid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The series of a range selector.
 *
 * @param usesStarts whether start times of counters are looked at
 */
public record SelectedRange(
        SeriesSet set,
        Window window,
        boolean isDistinctWithoutName,
        boolean usesStarts,
        Budget budget)
        implements RangeVector {

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
                set, window, SelectedColumns.isDistinctWithoutName(matchers), usesStarts, budget);
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
            set.read(index, buffer);
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
