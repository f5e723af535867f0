package dev.muninn.query.eval.watch;

import dev.muninn.query.eval.select.RangeVector;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.Expr;
import java.util.function.Supplier;

/** Stands where nobody wants to know. */
record Unwatched() implements Watch {

    @Override
    public Columns vector(Expr part, Supplier<Columns> evaluation) {
        return evaluation.get();
    }

    @Override
    public RangeVector range(Expr part, Grid grid, Supplier<RangeVector> evaluation) {
        return evaluation.get();
    }

    @Override
    public Columns rolledUp(Expr part, long widthMillis, Columns columns) {
        return columns;
    }

    @Override
    public <T> T within(Scope scope, Supplier<T> evaluation) {
        return evaluation.get();
    }
}
