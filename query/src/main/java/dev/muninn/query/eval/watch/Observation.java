package dev.muninn.query.eval.watch;

import dev.muninn.model.Clock;
import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.select.RangeVector;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.Expr;
import java.util.IdentityHashMap;
import java.util.function.Supplier;

/** Keeps count of what each part of a query did. Confined to the query's thread, workers away. */
public final class Observation implements Watch {

    /*
     * Columns do their work when they are read, so time is taken both when a part is made and whenever
     * somebody reads it. Either has the time of the parts below within it, never both.
     */

    /** A histogram counts for as many samples as its fields would fill. */
    private static final int SAMPLE_BYTES = 16;

    /** Beside the buckets. */
    private static final int HISTOGRAM_BYTES = 168;

    private final Clock clock;
    private final Budget budget;
    private final long[] samplesPerStep;
    private final IdentityHashMap<Expr, PartFigures> parts = new IdentityHashMap<>();
    private Scope scope = Scope.EACH_STEP;

    public Observation(Clock clock, Budget budget, Grid grid) {
        this.clock = clock;
        this.budget = budget;
        samplesPerStep = new long[grid.steps()];
    }

    /** What a part did; nothing if it was never evaluated. */
    public PartFigures of(Expr part) {
        return parts.computeIfAbsent(part, key -> new PartFigures());
    }

    /**
     * The samples that each step looked at, as Prometheus counts them: those of a window as often
     * as it is looked at.
     */
    public long[] samplesPerStep() {
        return samplesPerStep.clone();
    }

    @Override
    public Columns vector(Expr part, Supplier<Columns> evaluation) {
        PartFigures figures = of(part);
        Columns columns = timed(figures, evaluation);
        boolean isSelector = part instanceof Expr.VectorSelector;
        return WatchedColumns.of(columns, figures, this, isSelector ? scope : Scope.SUBQUERY);
    }

    @Override
    public Columns rolledUp(Expr part, long widthMillis, Columns columns) {
        PartFigures figures = of(part);
        figures.rolledUp(widthMillis);
        return WatchedColumns.of(columns, figures, this, scope);
    }

    @Override
    public RangeVector range(Expr part, Grid grid, Supplier<RangeVector> evaluation) {
        PartFigures figures = of(part);
        return WatchedRange.of(timed(figures, evaluation), grid, figures, this, scope);
    }

    @Override
    public <T> T within(Scope inner, Supplier<T> evaluation) {
        Scope outer = scope;
        scope = outer == Scope.SUBQUERY ? outer : inner;
        try {
            return evaluation.get();
        } finally {
            scope = outer;
        }
    }

    /** Does a piece of work of a part. */
    <T extends @org.jspecify.annotations.Nullable Object> T timed(
            PartFigures figures, Supplier<T> work) {
        long start = clock.nanos();
        long before = budget.samples();
        T result = work.get();
        figures.spent(clock.nanos() - start, budget.samples() - before);
        return result;
    }

    /** Counts samples that a step looked at. */
    void count(Scope of, int step, long samples) {
        switch (of) {
            case EACH_STEP -> samplesPerStep[step] += samples;
            case ALL_STEPS -> {
                for (int i = 0; i < samplesPerStep.length; i++) {
                    samplesPerStep[i] += samples;
                }
            }
            case SUBQUERY -> {}
        }
    }

    static long weight(NativeHistogram histogram) {
        long bytes =
                HISTOGRAM_BYTES
                        + 4L * histogram.positiveSpans().length
                        + 4L * histogram.negativeSpans().length
                        + 8L * histogram.positiveBuckets().length
                        + 8L * histogram.negativeBuckets().length
                        + 8L * histogram.customBounds().length;
        return (bytes + Long.BYTES) / SAMPLE_BYTES;
    }
}
