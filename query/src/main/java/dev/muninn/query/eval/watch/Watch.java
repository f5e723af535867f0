package dev.muninn.query.eval.watch;

import dev.muninn.query.eval.select.RangeVector;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.Expr;
import java.util.function.Supplier;

/** Looks on while the parts of a query are evaluated, and gives back what they came to. */
public interface Watch {

    /** Does not look. */
    Watch NONE = new Unwatched();

    /** Which steps of the query a part is evaluated for. */
    enum Scope {
        EACH_STEP,
        /** Once, as all steps have the same value. */
        ALL_STEPS,
        /** The steps of a subquery, whose samples are its results. */
        SUBQUERY
    }

    Columns vector(Expr part, Supplier<Columns> evaluation);

    RangeVector range(Expr part, Grid grid, Supplier<RangeVector> evaluation);

    /** A selector answered from buckets of a width. */
    Columns rolledUp(Expr part, long widthMillis, Columns columns);

    <T> T within(Scope scope, Supplier<T> evaluation);
}
