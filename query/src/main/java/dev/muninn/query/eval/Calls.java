package dev.muninn.query.eval;

import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.function.Absence;
import dev.muninn.query.eval.function.FloatFunctions;
import dev.muninn.query.eval.function.HistogramFunctions;
import dev.muninn.query.eval.function.InfoLabels;
import dev.muninn.query.eval.function.LabelFunctions;
import dev.muninn.query.eval.function.NativeHistograms;
import dev.muninn.query.eval.function.Scalars;
import dev.muninn.query.eval.function.Sorting;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.select.InstantSelector.Take;
import dev.muninn.query.eval.select.Look;
import dev.muninn.query.eval.select.RangeVector;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.MappedColumns;
import dev.muninn.query.eval.series.PointMap;
import dev.muninn.query.eval.window.WindowFunctions;
import dev.muninn.query.eval.window.WindowedColumns;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates function calls. */
final class Calls {

    private final Evaluator evaluator;

    Calls(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    static MuninnException unknown(Expr.Call call) {
        return new MuninnException(
                MuninnException.Kind.BUG,
                "function " + call.function().name() + " has no evaluation");
    }

    Columns vector(Expr.Call call, Grid grid) {
        List<Expr> args = call.args().stream().map(Evaluator::bare).toList();
        for (Expr arg : args) {
            if (arg.type() == ValueType.MATRIX) {
                return ofRange(call, args, arg, grid);
            }
        }
        String name = call.function().name();
        return switch (name) {
            case "absent" -> Absence.of(evaluator.vector(args.getFirst(), grid), args.getFirst());
            case "vector" -> Scalars.toVector(grid, evaluator.scalar(args.getFirst(), grid));
            case "timestamp" -> times(args.getFirst(), Take.TIMESTAMP, grid);
            case "start_timestamp" -> times(args.getFirst(), Take.START_TIMESTAMP, grid);
            case "histogram_quantile", "histogram_quantiles", "histogram_fraction" ->
                    evaluator.names().drop(histograms(call, args, grid));
            case "info" -> info(args, grid);
            case "label_replace" ->
                    LabelFunctions.replace(
                            () -> evaluator.vector(args.getFirst(), grid),
                            Evaluator.text(args.get(1)),
                            Evaluator.text(args.get(2)),
                            Evaluator.text(args.get(3)),
                            Evaluator.text(args.get(4)),
                            evaluator.budget());
            case "label_join" ->
                    LabelFunctions.join(
                            () -> evaluator.vector(args.getFirst(), grid),
                            Evaluator.text(args.get(1)),
                            Evaluator.text(args.get(2)),
                            texts(args, 3),
                            evaluator.budget());
            case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc" ->
                    sorted(call, args, grid);
            default -> pointwise(call, args, grid);
        };
    }

    private static List<String> texts(List<Expr> args, int from) {
        return args.subList(from, args.size()).stream().map(Evaluator::text).toList();
    }

    private List<double[]> scalars(List<Expr> args, Grid grid) {
        List<double[]> scalars = new ArrayList<>();
        for (Expr arg : args) {
            if (arg.type() == ValueType.SCALAR) {
                scalars.add(evaluator.scalar(arg, grid));
            }
        }
        return scalars;
    }

    private Columns ofRange(Expr.Call call, List<Expr> args, Expr rangeArg, Grid grid) {
        String name = call.function().name();
        Columns rolledUp =
                rangeArg instanceof Expr.MatrixSelector matrix
                        ? evaluator
                                .selectors()
                                .rolledUp(
                                        call,
                                        matrix,
                                        grid,
                                        () -> scalars(args, grid).getFirst(),
                                        () -> windowed(call, args, matrix, grid))
                        : null;
        Columns columns = rolledUp == null ? windowed(call, args, rangeArg, grid) : rolledUp;
        if (name.equals("absent_over_time")) {
            return Absence.of(columns, rangeArg);
        }
        return WindowFunctions.keepsName(name) ? columns : evaluator.names().dropDistinct(columns);
    }

    private Columns windowed(Expr.Call call, List<Expr> args, Expr rangeArg, Grid grid) {
        String name = call.function().name();
        RangeVector samples = evaluator.range(rangeArg, grid);
        RangeVector range = WindowFunctions.isGrowth(name) ? samples.forGrowth(grid) : samples;
        WindowFunctions functions =
                new WindowFunctions(
                        range.window().mode(),
                        scalars(args, grid),
                        evaluator.annotations(),
                        rangeArg.span(),
                        call.args().getFirst().span());
        return new WindowedColumns(grid, range, functions.named(name), evaluator.budget());
    }

    /** Times of a selector's samples; other vectors are as old as the step. */
    private Columns times(Expr arg, Take take, Grid grid) {
        if (arg instanceof Expr.VectorSelector selector
                && selector.mode() == Expr.RangeMode.PLAIN) {
            Selectors selectors = evaluator.selectors();
            Columns times =
                    evaluator
                            .watch()
                            .vector(
                                    selector,
                                    () ->
                                            selectors
                                                    .instants()
                                                    .latest(
                                                            selector.matchers(),
                                                            selectors.look(selector.timing()),
                                                            grid,
                                                            take));
            return evaluator.names().drop(times);
        }
        if (take == Take.START_TIMESTAMP) {
            return new ColumnList(grid, List.of());
        }
        return evaluator
                .names()
                .drop(
                        new MappedColumns(
                                evaluator.vector(arg, grid),
                                FloatFunctions.times(Scalars.times(grid))));
    }

    private Columns histograms(Expr.Call call, List<Expr> args, Grid grid) {
        HistogramFunctions functions = new HistogramFunctions(call.args(), evaluator.annotations());
        return switch (call.function().name()) {
            case "histogram_quantile" ->
                    functions.quantile(
                            evaluator.vector(args.get(1), grid),
                            evaluator.scalar(args.getFirst(), grid));
            case "histogram_quantiles" ->
                    functions.quantiles(
                            evaluator.vector(args.getFirst(), grid),
                            Evaluator.text(args.get(1)),
                            scalars(args, grid),
                            evaluator.budget());
            default ->
                    functions.fraction(
                            evaluator.vector(args.get(2), grid),
                            evaluator.scalar(args.getFirst(), grid),
                            evaluator.scalar(args.get(1), grid));
        };
    }

    private Columns info(List<Expr> args, Grid grid) {
        Expr.VectorSelector base = firstSelector(args.getFirst());
        return new InfoLabels(evaluator.selectors().instants(), evaluator.budget())
                .add(
                        evaluator.vector(args.getFirst(), grid),
                        args.size() > 1 && args.get(1) instanceof Expr.VectorSelector wanted
                                ? wanted.matchers()
                                : null,
                        base == null ? Look.NOW : evaluator.selectors().look(base.timing()));
    }

    private static Expr.@Nullable VectorSelector firstSelector(Expr expr) {
        return switch (expr) {
            case Expr.VectorSelector selector -> selector;
            case Expr.MatrixSelector matrix -> matrix.selector();
            case Expr.Parenthesized parenthesized -> firstSelector(parenthesized.inner());
            case Expr.Unary unary -> firstSelector(unary.operand());
            case Expr.Subquery subquery -> firstSelector(subquery.inner());
            case Expr.Aggregation aggregation -> firstSelector(aggregation.operand());
            case Expr.Binary binary -> {
                Expr.VectorSelector left = firstSelector(binary.left());
                yield left == null ? firstSelector(binary.right()) : left;
            }
            case Expr.Call call -> {
                for (Expr arg : call.args()) {
                    Expr.VectorSelector found = firstSelector(arg);
                    if (found != null) {
                        yield found;
                    }
                }
                yield null;
            }
            case Expr.NumberLiteral number -> null;
            case Expr.StringLiteral string -> null;
        };
    }

    private Columns sorted(Expr.Call call, List<Expr> args, Grid grid) {
        Columns columns = evaluator.vector(args.getFirst(), grid);
        boolean isRange = evaluator.plan().isRange();
        if (isRange) {
            evaluator.annotations().add(Note.sortInRange(call.span()));
        }
        if (isRange || grid.steps() != 1) {
            return call.function().name().startsWith("sort_by")
                    ? columns
                    : new MappedColumns(columns, FloatFunctions.floatsOnly());
        }
        return switch (call.function().name()) {
            case "sort" -> Sorting.byValue(columns, false, evaluator.budget());
            case "sort_desc" -> Sorting.byValue(columns, true, evaluator.budget());
            case "sort_by_label" ->
                    Sorting.byLabels(columns, texts(args, 1), false, evaluator.budget());
            default -> Sorting.byLabels(columns, texts(args, 1), true, evaluator.budget());
        };
    }

    private Columns pointwise(Expr.Call call, List<Expr> args, Grid grid) {
        String name = call.function().name();
        PointMap map = FloatFunctions.named(name, scalars(args, grid));
        if (map == null) {
            map = NativeHistograms.named(name);
        }
        if (map == null) {
            throw unknown(call);
        }
        if (args.isEmpty()) {
            // Dates are of the step's time unless they are asked of a vector.
            return new MappedColumns(Scalars.toVector(grid, Scalars.times(grid)), map);
        }
        return evaluator
                .names()
                .drop(new MappedColumns(evaluator.vector(args.getFirst(), grid), map));
    }
}
