package dev.muninn.query.eval;

import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.aggregate.Aggregator;
import dev.muninn.query.eval.function.FloatFunctions;
import dev.muninn.query.eval.function.Scalars;
import dev.muninn.query.eval.join.ElementOperator;
import dev.muninn.query.eval.join.FloatOperation;
import dev.muninn.query.eval.join.SetJoin;
import dev.muninn.query.eval.join.VectorJoin;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.run.Workers;
import dev.muninn.query.eval.select.InstantSelector;
import dev.muninn.query.eval.select.InstantSelector.Take;
import dev.muninn.query.eval.select.Look;
import dev.muninn.query.eval.select.RangeVector;
import dev.muninn.query.eval.select.SelectedRange;
import dev.muninn.query.eval.select.Selections;
import dev.muninn.query.eval.select.SubqueryRange;
import dev.muninn.query.eval.select.Window;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.MappedColumns;
import dev.muninn.query.eval.series.RepeatedColumns;
import dev.muninn.query.syntax.DurationExpr;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Expr.BinaryOp;
import dev.muninn.query.syntax.Expr.RangeMode;
import dev.muninn.query.syntax.Expr.VectorMatching;
import dev.muninn.query.syntax.ValueType;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Evaluates the expressions of one query; confined to its thread, but for what workers read. */
public final class Evaluator {

    private final Plan plan;
    private final Selections selections;
    private final Budget budget;
    private final Annotations annotations;
    private final Workers workers;
    private final Durations durations;
    private final InstantSelector instants;
    private final NameDropping names;
    private final Calls calls;
    private final SharedParts shared;
    private final Set<Expr.VectorSelector> totalsOnly;

    public Evaluator(
            Plan plan,
            Expr expr,
            Selections selections,
            Budget budget,
            Annotations annotations,
            Workers workers) {
        this(plan, expr, TotalsOnly.in(expr), selections, budget, annotations, workers);
    }

    private Evaluator(
            Plan plan,
            Expr expr,
            Set<Expr.VectorSelector> totalsOnly,
            Selections selections,
            Budget budget,
            Annotations annotations,
            Workers workers) {
        this(
                plan,
                new SharedParts(plan, expr, totalsOnly),
                totalsOnly,
                selections,
                budget,
                annotations,
                workers);
    }

    private Evaluator(
            Plan plan,
            SharedParts shared,
            Set<Expr.VectorSelector> totalsOnly,
            Selections selections,
            Budget budget,
            Annotations annotations,
            Workers workers) {
        this.plan = plan;
        this.shared = shared;
        this.totalsOnly = totalsOnly;
        this.selections = selections;
        this.budget = budget;
        this.annotations = annotations;
        this.workers = workers;
        durations = new Durations(plan);
        instants = new InstantSelector(selections, budget, annotations, plan.lookbackMillis());
        names = new NameDropping(plan.delaysNames(), budget);
        calls = new Calls(this);
    }

    /** The same with notes collected apart. */
    Evaluator noting(Annotations other) {
        return new Evaluator(plan, shared, totalsOnly, selections, budget, other, workers);
    }

    /** The value of a vector expression at all steps of the plan, names taken off. */
    public Columns evaluate(Expr expr) {
        return names.finish(vector(expr, plan.grid()));
    }

    /** The value of a number expression at each step of the plan. */
    public double[] evaluateScalar(Expr expr) {
        return scalar(expr, plan.grid());
    }

    /** The value of a range expression, whose windows all end at the plan's only step. */
    public RangeVector evaluateRange(Expr expr) {
        return range(expr, plan.grid());
    }

    Columns vector(Expr expr, Grid grid) {
        if (grid.steps() == 0) {
            // No multiple of a subquery's step lies in its range.
            return new ColumnList(grid, List.of());
        }
        if (grid.steps() > 1 && Invariance.isInvariant(expr)) {
            return new RepeatedColumns(vector(expr, grid.first()), grid);
        }
        return shared.isRepeated(expr) ? shared.columns(expr, grid, this) : vectorAnew(expr, grid);
    }

    Columns vectorAnew(Expr expr, Grid grid) {
        return switch (expr) {
            case Expr.Parenthesized parenthesized -> vector(parenthesized.inner(), grid);
            case Expr.VectorSelector selector -> selector(selector, grid);
            case Expr.Unary unary -> {
                Columns operand = vector(unary.operand(), grid);
                yield unary.isNegative()
                        ? names.drop(new MappedColumns(operand, FloatFunctions.negated()))
                        : operand;
            }
            case Expr.Aggregation aggregation -> aggregation(aggregation, grid);
            case Expr.Binary binary -> binary(binary, grid);
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

    private Columns selector(Expr.VectorSelector selector, Grid grid) {
        Look look = look(selector.timing());
        Take take = totalsOnly.contains(selector) ? Take.TOTALS : Take.VALUE;
        return selector.mode() == RangeMode.SMOOTHED
                ? instants.smoothed(selector.matchers(), look, grid, selector.span())
                : instants.latest(selector.matchers(), look, grid, take);
    }

    /** When a selector or subquery looks. */
    Look look(Expr.Timing timing) {
        long offset = durations.offset(timing.offset());
        return switch (timing.at()) {
            case null -> new Look(null, offset);
            case Expr.At.Time time -> new Look(time.millis(), offset);
            case Expr.At.Start start -> new Look(plan.grid().startMillis(), offset);
            case Expr.At.End end -> new Look(plan.endMillis(), offset);
        };
    }

    private Columns aggregation(Expr.Aggregation aggregation, Grid grid) {
        Expr parameter = aggregation.parameter();
        Expr.Aggregation bare =
                new Expr.Aggregation(
                        aggregation.op(),
                        bare(aggregation.operand()),
                        parameter == null ? null : bare(parameter),
                        aggregation.grouping(),
                        aggregation.isWithout(),
                        aggregation.span());
        Aggregator aggregator = new Aggregator(bare, annotations, budget, workers);
        if (aggregation.op() == Expr.AggregationOp.COUNT_VALUES) {
            String label = text(Objects.requireNonNull(bare.parameter()));
            if (label.isEmpty()) {
                throw new MuninnException(
                        MuninnException.Kind.UNPROCESSABLE, "invalid label name \"\"");
            }
            return aggregator.countValues(vector(bare.operand(), grid), label);
        }
        double[] wanted = bare.parameter() == null ? null : scalar(bare.parameter(), grid);
        return aggregator.aggregate(vector(bare.operand(), grid), wanted);
    }

    /** The expression without parentheses around it. */
    static Expr bare(Expr expr) {
        return expr instanceof Expr.Parenthesized parenthesized
                ? bare(parenthesized.inner())
                : expr;
    }

    private Columns binary(Expr.Binary binary, Grid grid) {
        boolean isLeftVector = binary.left().type() == ValueType.VECTOR;
        boolean isRightVector = binary.right().type() == ValueType.VECTOR;
        if (isLeftVector && isRightVector) {
            return join(binary, grid);
        }
        ElementOperator operator = new ElementOperator(binary, annotations);
        Columns result =
                isLeftVector
                        ? new MappedColumns(
                                vector(binary.left(), grid),
                                operator.withRight(scalar(binary.right(), grid)))
                        : new MappedColumns(
                                vector(binary.right(), grid),
                                operator.withLeft(scalar(binary.left(), grid)));
        return losesName(binary) ? names.drop(result) : result;
    }

    private static boolean losesName(Expr.Binary binary) {
        return binary.isBool() || VectorJoin.changesMeaning(binary.op());
    }

    private Columns join(Expr.Binary binary, Grid grid) {
        VectorMatching matching = Objects.requireNonNull(binary.matching());
        Columns left = vector(binary.left(), grid);
        Columns right = vector(binary.right(), grid);
        if (binary.op().isSet()) {
            return SetJoin.join(binary, matching, left, right, budget);
        }
        return new VectorJoin(binary, matching, plan.delaysNames(), annotations, budget)
                .join(left, right);
    }

    double[] scalar(Expr expr, Grid grid) {
        return switch (expr) {
            case Expr.NumberLiteral number -> Scalars.constant(grid, number.value());
            case Expr.Parenthesized parenthesized -> scalar(parenthesized.inner(), grid);
            case Expr.Unary unary -> {
                double[] values = scalar(unary.operand(), grid);
                for (int i = 0; unary.isNegative() && i < values.length; i++) {
                    values[i] = -values[i];
                }
                yield values;
            }
            case Expr.Binary binary -> arithmetic(binary.op(), binary, grid);
            case Expr.Call call -> calls.scalar(call, grid);
            default ->
                    throw new MuninnException(
                            MuninnException.Kind.BUG,
                            expr.type().words() + " where a number should be");
        };
    }

    private double[] arithmetic(BinaryOp op, Expr.Binary binary, Grid grid) {
        double[] left = scalar(binary.left(), grid);
        double[] right = scalar(binary.right(), grid);
        for (int i = 0; i < left.length; i++) {
            left[i] = FloatOperation.compute(op, left[i], right[i]);
        }
        return left;
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
        return switch (bare(expr)) {
            case Expr.MatrixSelector matrix -> {
                Expr.VectorSelector selector = matrix.selector();
                yield SelectedRange.of(
                        selections,
                        selector.matchers(),
                        window(selector.timing(), matrix.range(), selector.mode()),
                        grid,
                        plan.usesStarts(),
                        totalsOnly.contains(selector),
                        budget);
            }
            case Expr.Subquery subquery -> {
                DurationExpr step = subquery.step();
                Window window = window(subquery.timing(), subquery.range(), RangeMode.PLAIN);
                Grid inner =
                        SubqueryRange.grid(
                                window,
                                grid,
                                step == null ? Plan.SUBQUERY_STEP_MILLIS : durations.positive(step),
                                budget);
                yield new SubqueryRange(vectorOrNumbers(subquery.inner(), inner), window);
            }
            default -> throw noVector(expr);
        };
    }

    private Columns vectorOrNumbers(Expr expr, Grid grid) {
        return expr.type() == ValueType.SCALAR
                ? Scalars.toVector(grid, scalar(expr, grid))
                : vector(expr, grid);
    }

    private Window window(Expr.Timing timing, DurationExpr range, RangeMode mode) {
        return new Window(look(timing), durations.positive(range), mode, plan.lookbackMillis());
    }

    Plan plan() {
        return plan;
    }

    Budget budget() {
        return budget;
    }

    Annotations annotations() {
        return annotations;
    }

    InstantSelector instants() {
        return instants;
    }

    NameDropping names() {
        return names;
    }
}
