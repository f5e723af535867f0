package dev.muninn.query.eval;

import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.aggregate.Aggregator;
import dev.muninn.query.eval.function.FloatFunctions;
import dev.muninn.query.eval.function.Scalars;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.select.RangeVector;
import dev.muninn.query.eval.select.SubqueryRange;
import dev.muninn.query.eval.select.Window;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.MappedColumns;
import dev.muninn.query.eval.series.RepeatedColumns;
import dev.muninn.query.eval.watch.Watch;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Expr.RangeMode;
import dev.muninn.query.syntax.ValueType;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Evaluates the expressions of one query; confined to its thread, but for what workers read. */
public final class Evaluator {

    private final Run run;
    private final Annotations annotations;
    private final Set<Expr.VectorSelector> totalsOnly;
    private final SharedParts shared;
    private final NameDropping names;
    private final Selectors selectors;
    private final Operators operators;
    private final Numbers numbers;
    private final Calls calls;

    public Evaluator(Run run, Expr expr, Annotations annotations) {
        this(run, expr, TotalsOnly.in(expr), annotations);
    }

    private Evaluator(
            Run run, Expr expr, Set<Expr.VectorSelector> totalsOnly, Annotations annotations) {
        this(run, new SharedParts(run.plan(), expr, totalsOnly), totalsOnly, annotations);
    }

    private Evaluator(
            Run run,
            SharedParts shared,
            Set<Expr.VectorSelector> totalsOnly,
            Annotations annotations) {
        this.run = run;
        this.shared = shared;
        this.totalsOnly = totalsOnly;
        this.annotations = annotations;
        names = new NameDropping(run.plan().delaysNames(), run.budget());
        selectors = new Selectors(run, totalsOnly, annotations);
        operators = new Operators(this);
        numbers = new Numbers(this);
        calls = new Calls(this);
    }

    /** The same with notes collected apart. */
    Evaluator noting(Annotations other) {
        return new Evaluator(run, shared, totalsOnly, other);
    }

    /** The value of a vector expression at all steps of the plan, names taken off. */
    public Columns evaluate(Expr expr) {
        return names.finish(vector(expr, plan().grid()));
    }

    /** The value of a number expression at each step of the plan. */
    public double[] evaluateScalar(Expr expr) {
        return scalar(expr, plan().grid());
    }

    /** The value of a range expression, whose windows all end at the plan's only step. */
    public RangeVector evaluateRange(Expr expr) {
        return range(expr, plan().grid());
    }

    Columns vector(Expr expr, Grid grid) {
        if (grid.steps() == 0) {
            // No multiple of a subquery's step lies in its range.
            return new ColumnList(grid, List.of());
        }
        if (grid.steps() > 1 && Invariance.isInvariant(expr)) {
            return new RepeatedColumns(
                    watch().within(Watch.Scope.ALL_STEPS, () -> vector(expr, grid.first())), grid);
        }
        return watch().vector(
                        expr,
                        () ->
                                shared.isRepeated(expr)
                                        ? shared.columns(expr, grid, this)
                                        : vectorAnew(expr, grid));
    }

    Columns vectorAnew(Expr expr, Grid grid) {
        return switch (expr) {
            case Expr.Parenthesized parenthesized -> vector(parenthesized.inner(), grid);
            case Expr.VectorSelector selector -> selectors.instant(selector, grid);
            case Expr.Unary unary -> {
                Columns operand = vector(unary.operand(), grid);
                yield unary.isNegative()
                        ? names.drop(new MappedColumns(operand, FloatFunctions.negated()))
                        : operand;
            }
            case Expr.Aggregation aggregation -> aggregation(aggregation, grid);
            case Expr.Binary binary -> operators.vector(binary, grid);
            case Expr.Call call -> calls.vector(call, grid);
            case Expr.NumberLiteral number -> throw noVector(number);
            case Expr.StringLiteral string -> throw noVector(string);
            case Expr.MatrixSelector matrix -> throw noVector(matrix);
            case Expr.Subquery subquery -> throw noVector(subquery);
        };
    }

    private static MuninnException noVector(Expr expr) {
        return new MuninnException(
                MuninnException.Kind.BUG, expr.type().words() + " where a vector should be");
    }

    private Columns aggregation(Expr.Aggregation aggregation, Grid grid) {
        Expr given = aggregation.parameter();
        Expr parameter = given == null ? null : bare(given);
        Expr operand = bare(aggregation.operand());
        // Notes name the operand with its parentheses, and the parameter without.
        Expr.Aggregation noted =
                new Expr.Aggregation(
                        aggregation.op(),
                        aggregation.operand(),
                        parameter,
                        aggregation.grouping(),
                        aggregation.isWithout(),
                        aggregation.span());
        Aggregator aggregator = new Aggregator(noted, annotations, budget(), run.workers());
        if (aggregation.op() == Expr.AggregationOp.COUNT_VALUES) {
            String label = text(Objects.requireNonNull(parameter));
            if (label.isEmpty()) {
                throw new MuninnException(
                        MuninnException.Kind.UNPROCESSABLE, "invalid label name \"\"");
            }
            return aggregator.countValues(vector(operand, grid), label);
        }
        double[] wanted = parameter == null ? null : scalar(parameter, grid);
        return aggregator.aggregate(vector(operand, grid), wanted);
    }

    /** The expression without parentheses around it. */
    static Expr bare(Expr expr) {
        return expr instanceof Expr.Parenthesized parenthesized
                ? bare(parenthesized.inner())
                : expr;
    }

    double[] scalar(Expr expr, Grid grid) {
        return numbers.evaluate(expr, grid);
    }

    /** The value of a text expression. */
    public static String text(Expr expr) {
        if (bare(expr) instanceof Expr.StringLiteral literal) {
            return literal.value();
        }
        throw new MuninnException(
                MuninnException.Kind.BUG, expr.type().words() + " where a text should be");
    }

    RangeVector range(Expr expr, Grid grid) {
        Expr bare = bare(expr);
        return watch().range(
                        bare,
                        grid,
                        () ->
                                switch (bare) {
                                    case Expr.MatrixSelector matrix ->
                                            selectors.range(matrix, grid);
                                    case Expr.Subquery subquery -> subquery(subquery, grid);
                                    default -> throw noVector(expr);
                                });
    }

    private RangeVector subquery(Expr.Subquery subquery, Grid grid) {
        Window window = selectors.window(subquery.timing(), subquery.range(), RangeMode.PLAIN);
        Grid inner = SubqueryRange.grid(window, grid, selectors.step(subquery), budget());
        return new SubqueryRange(
                watch().within(
                                Watch.Scope.SUBQUERY,
                                () -> vectorOrNumbers(subquery.inner(), inner)),
                window);
    }

    private Columns vectorOrNumbers(Expr expr, Grid grid) {
        return expr.type() == ValueType.SCALAR
                ? Scalars.toVector(grid, scalar(expr, grid))
                : vector(expr, grid);
    }

    Plan plan() {
        return run.plan();
    }

    Budget budget() {
        return run.budget();
    }

    Watch watch() {
        return run.watch();
    }

    Annotations annotations() {
        return annotations;
    }

    Selectors selectors() {
        return selectors;
    }

    NameDropping names() {
        return names;
    }
}
