package dev.muninn.query.eval;

import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.function.Scalars;
import dev.muninn.query.eval.join.FloatOperation;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.Expr;
import java.util.List;

/** Evaluates expressions that give a number at each step. */
final class Numbers {

    private final Evaluator evaluator;

    Numbers(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    double[] evaluate(Expr expr, Grid grid) {
        return switch (expr) {
            case Expr.NumberLiteral number -> Scalars.constant(grid, number.value());
            case Expr.Parenthesized parenthesized -> evaluate(parenthesized.inner(), grid);
            case Expr.Unary unary -> {
                double[] values = evaluate(unary.operand(), grid);
                for (int i = 0; unary.isNegative() && i < values.length; i++) {
                    values[i] = -values[i];
                }
                yield values;
            }
            case Expr.Binary binary -> arithmetic(binary, grid);
            case Expr.Call call -> call(call, grid);
            default ->
                    throw new MuninnException(
                            MuninnException.Kind.BUG,
                            expr.type().words() + " where a number should be");
        };
    }

    private double[] arithmetic(Expr.Binary binary, Grid grid) {
        double[] left = evaluate(binary.left(), grid);
        double[] right = evaluate(binary.right(), grid);
        for (int i = 0; i < left.length; i++) {
            left[i] = FloatOperation.compute(binary.op(), left[i], right[i]);
        }
        return left;
    }

    private double[] call(Expr.Call call, Grid grid) {
        Plan plan = evaluator.plan();
        List<Expr> args = call.args();
        return switch (call.function().name()) {
            case "time" -> Scalars.times(grid);
            case "pi" -> Scalars.constant(grid, Math.PI);
            case "start" -> Scalars.constant(grid, plan.grid().startMillis() / 1000.0);
            case "end" -> Scalars.constant(grid, plan.endMillis() / 1000.0);
            case "step" -> Scalars.constant(grid, plan.stepSeconds());
            case "range" -> Scalars.constant(grid, plan.rangeSeconds());
            case "scalar" -> Scalars.ofVector(evaluator.vector(args.getFirst(), grid));
            case "min_of" ->
                    Scalars.lesser(evaluate(args.getFirst(), grid), evaluate(args.get(1), grid));
            case "max_of" ->
                    Scalars.greater(evaluate(args.getFirst(), grid), evaluate(args.get(1), grid));
            default -> throw Calls.unknown(call);
        };
    }
}
