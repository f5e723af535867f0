package dev.muninn.query.eval.rollup;

import dev.muninn.model.Matcher;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.select.SelectedColumns;
import dev.muninn.query.eval.select.Selections;
import dev.muninn.query.eval.select.Window;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.Expr.RangeMode;
import dev.muninn.query.syntax.Literals;
import dev.muninn.query.syntax.Span;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads selectors in buckets for one query, and says where samples are no longer there. */
public record BucketSelector(
        RollupChoice choice, Selections selections, Budget budget, Annotations annotations) {

    /** Columns of buckets and how wide these are. */
    public record RolledUp(Columns columns, long widthMillis) {}

    /**
     * A function over a range of samples, from buckets; null if it has to be computed from samples.
     */
    public @Nullable RolledUp ofRange(
            BucketCall call, List<Matcher> matchers, Window window, Grid grid) {
        Span span = call.span();
        boolean isAllowed =
                window.mode() == RangeMode.PLAIN
                        && (!call.isQuantile() || choice.allowsSketches(window, grid));
        Supplier<BucketFunction> kernel = isAllowed ? BucketFunctions.of(call, annotations) : null;
        BucketShape shape = kernel == null ? null : choice.forRange(window, grid);
        if (kernel == null || shape == null) {
            if (choice.lacksSamples(window, grid)) {
                annotations.add(Note.sumsOfStandIns(choice.samplesSince(), span));
            }
            return null;
        }
        if (shape.lacksSamples()) {
            String width = Literals.printDuration(shape.widthMillis());
            annotations.add(
                    shape.isMoved()
                            ? Note.movedToBuckets(choice.samplesSince(), width, span)
                            : Note.rolledUp(choice.samplesSince(), width, span));
        }
        if (call.isQuantile()) {
            String width = Literals.printDuration(shape.widthMillis());
            annotations.add(
                    shape.lacksSamples()
                            ? Note.quantilesOrStandIns(width, span)
                            : Note.quantilesOrSamples(width, span));
        }
        return columns(matchers, shape, grid, kernel, call.samples());
    }

    /**
     * The last samples of buckets in place of the latest; null if samples are to be taken.
     *
     * @param window of the length of the lookback
     * @param samples the same from samples
     */
    public @Nullable RolledUp latest(
            List<Matcher> matchers,
            Window window,
            Grid grid,
            Span span,
            Supplier<Columns> samples) {
        BucketShape shape = choice.forInstant(window, grid);
        if (shape == null) {
            if (choice.lacksSamples(window, grid)) {
                annotations.add(Note.standIns(choice.samplesSince(), span));
            }
            return null;
        }
        return columns(
                matchers, shape, grid, () -> BucketFunctions.latest(window.rangeMillis()), samples);
    }

    private RolledUp columns(
            List<Matcher> matchers,
            BucketShape shape,
            Grid grid,
            Supplier<BucketFunction> kernel,
            Supplier<Columns> samples) {
        Columns columns =
                new BucketColumns(
                        grid,
                        selections.selectBuckets(
                                matchers,
                                shape.start(grid, 0),
                                shape.end(grid, grid.steps() - 1),
                                shape.widthMillis()),
                        shape,
                        kernel,
                        new SampleColumns(samples),
                        SelectedColumns.isDistinctWithoutName(matchers),
                        budget);
        return new RolledUp(columns, shape.widthMillis());
    }
}
