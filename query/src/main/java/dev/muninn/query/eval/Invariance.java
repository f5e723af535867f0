package dev.muninn.query.eval;

import dev.muninn.query.syntax.Expr;
import java.util.Set;

/** Finds expressions whose value is the same at all steps, so that one step is enough. */
final class Invariance {

    /** Functions that look at the time of the step. */
    private static final Set<String> OF_STEP =
            Set.of(
                    "days_in_month",
                    "day_of_month",
                    "day_of_week",
                    "day_of_year",
                    "hour",
                    "minute",
                    "month",
                    "year",
                    "predict_linear",
                    "time",
                    "timestamp");

    private Invariance() {}

    static boolean isInvariant(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> true;
            case Expr.StringLiteral string -> true;
            case Expr.Parenthesized parenthesized -> isInvariant(parenthesized.inner());
            case Expr.Unary unary -> isInvariant(unary.operand());
            case Expr.VectorSelector selector -> selector.timing().at() != null;
            case Expr.MatrixSelector selector -> isInvariant(selector.selector());
            case Expr.Subquery subquery -> subquery.timing().at() != null;
            case Expr.Call call ->
                    !OF_STEP.contains(call.function().name())
                            && call.args().stream().allMatch(Invariance::isInvariant);
            case Expr.Aggregation aggregation -> {
                Expr parameter = aggregation.parameter();
                yield isInvariant(aggregation.operand())
                        && (parameter == null || isInvariant(parameter));
            }
            case Expr.Binary binary -> isInvariant(binary.left()) && isInvariant(binary.right());
        };
    }
}
