package dev.muninn.query.eval.select;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SeriesSet;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The series of an instant selector.
 *
 * @param kernels makes for a thread what turns one series' samples into points
 */
public record SelectedColumns(
        Grid grid,
        SeriesSet set,
        boolean isDistinctWithoutName,
        Supplier<Kernel> kernels,
        Budget budget)
        implements Columns {

    /**
     * Turns the samples of one series after the other, staleness markers included, into points.
     * Confined to one thread.
     */
    @FunctionalInterface
    public interface Kernel {

        /** Appends the samples of a series that the points depend on. */
        default void read(SeriesSet set, int index, SampleBuffer into) {
            set.read(index, into);
        }

        /** Sets points of {@code out}, which is empty. */
        void apply(Labels labels, SampleBuffer samples, Points out);
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

    /** Whether series found by these matchers differ in more than what names them. */
    public static boolean isDistinctWithoutName(List<Matcher> matchers) {
        for (Matcher matcher : matchers) {
            if (matcher.kind() == Matcher.Kind.EQUAL && matcher.name().equals(Labels.METRIC_NAME)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Cursor cursor() {
        return new SelectedCursor();
    }

    private final class SelectedCursor implements Cursor {

        private final Kernel kernel = kernels.get();
        private final SampleBuffer samples = new SampleBuffer();
        private final Points points = new Points(grid.steps());

        @Override
        public @Nullable Points read(int index) {
            samples.clear();
            kernel.read(set, index, samples);
            if (samples.isEmpty()) {
                budget.checkTime();
                return null;
            }
            budget.addSamples(samples.size());
            points.clear();
            kernel.apply(set.labels(index), samples, points);
            return points.isEmpty() ? null : points;
        }
    }
}
