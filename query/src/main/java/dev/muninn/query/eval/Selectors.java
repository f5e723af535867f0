package dev.muninn.query.eval;

import dev.muninn.query.eval.rollup.BucketCall;
import dev.muninn.query.eval.rollup.BucketSelector;
import dev.muninn.query.eval.rollup.BucketSelector.RolledUp;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.select.InstantSelector;
import dev.muninn.query.eval.select.InstantSelector.Take;
import dev.muninn.query.eval.select.Look;
import dev.muninn.query.eval.select.RangeVector;
import dev.muninn.query.eval.select.SelectedRange;
import dev.muninn.query.eval.select.Window;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.DurationExpr;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Expr.RangeMode;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evaluates the series selectors of one query, from samples or from buckets. */
final class Selectors {

    private final Run run;
    private final Durations durations;
    private final Set<Expr.VectorSelector> totalsOnly;
    private final InstantSelector instants;
    private final BucketSelector buckets;

    Selectors(Run run, Set<Expr.VectorSelector> totalsOnly, Annotations annotations) {
        this.run = run;
        this.totalsOnly = totalsOnly;
        durations = new Durations(run.plan());
        instants =
                new InstantSelector(
                        run.selections(), run.budget(), annotations, run.plan().lookbackMillis());
        buckets = new BucketSelector(run.rollups(), run.selections(), run.budget(), annotations);
    }

    /** Reads the samples of instant vectors. */
    InstantSelector instants() {
        return instants;
    }

    /** The value of an instant selector. */
    Columns instant(Expr.VectorSelector selector, Grid grid) {
        Look look = look(selector.timing());
        if (selector.mode() == RangeMode.SMOOTHED) {
            return instants.smoothed(selector.matchers(), look, grid, selector.span());
        }
        Take take = totalsOnly.contains(selector) ? Take.TOTALS : Take.VALUE;
        long lookback = run.plan().lookbackMillis();
        RolledUp rolledUp =
                buckets.latest(
                        selector.matchers(),
                        new Window(look, lookback, RangeMode.PLAIN, lookback),
                        grid,
                        selector.span(),
                        () -> instants.latest(selector.matchers(), look, grid, take));
        return rolledUp == null
                ? instants.latest(selector.matchers(), look, grid, take)
                : run.watch().rolledUp(selector, rolledUp.widthMillis(), rolledUp.columns());
    }

    /** When a selector or subquery looks. */
    Look look(Expr.Timing timing) {
        long offset = durations.offset(timing.offset());
        return switch (timing.at()) {
            case null -> new Look(null, offset);
            case Expr.At.Time time -> new Look(time.millis(), offset);
            case Expr.At.Start start -> new Look(run.plan().grid().startMillis(), offset);
            case Expr.At.End end -> new Look(run.plan().endMillis(), offset);
        };
    }

    Window window(Expr.Timing timing, DurationExpr range, RangeMode mode) {
        return new Window(
                look(timing), durations.positive(range), mode, run.plan().lookbackMillis());
    }

    /** The inner step of a subquery. */
    long step(Expr.Subquery subquery) {
        DurationExpr step = subquery.step();
        return step == null ? Plan.SUBQUERY_STEP_MILLIS : durations.positive(step);
    }

    RangeVector range(Expr.MatrixSelector matrix, Grid grid) {
        Expr.VectorSelector selector = matrix.selector();
        return SelectedRange.of(
                run.selections(),
                selector.matchers(),
                window(selector.timing(), matrix.range(), selector.mode()),
                grid,
                run.plan().usesStarts(),
                totalsOnly.contains(selector),
                run.budget());
    }

    /**
     * A function of a range from buckets; null if it has to be computed from samples.
     *
     * @param call of which the matrix is an argument
     * @param samples the same from samples
     */
    @Nullable Columns rolledUp(
            Expr.Call call,
            Expr.MatrixSelector matrix,
            Grid grid,
            Supplier<double[]> quantiles,
            Supplier<Columns> samples) {
        Expr.VectorSelector selector = matrix.selector();
        RolledUp rolledUp =
                buckets.ofRange(
                        new BucketCall(
                                call.function().name(),
                                quantiles,
                                run.plan().usesStarts(),
                                matrix.span(),
                                call.args().getFirst().span(),
                                samples),
                        selector.matchers(),
                        window(selector.timing(), matrix.range(), selector.mode()),
                        grid);
        return rolledUp == null
                ? null
                : run.watch().rolledUp(matrix, rolledUp.widthMillis(), rolledUp.columns());
    }
}
