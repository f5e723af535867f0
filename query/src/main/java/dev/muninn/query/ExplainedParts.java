package dev.muninn.query;

import dev.muninn.query.eval.watch.Observation;
import dev.muninn.query.eval.watch.PartFigures;
import dev.muninn.query.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/** Puts what was observed of a query into the form of its tree. */
final class ExplainedParts {

    private final String query;
    private final Observation observation;

    private ExplainedParts(String query, Observation observation) {
        this.query = query;
        this.observation = observation;
    }

    static Explanation of(ParsedQuery query, Observation observation) {
        return new ExplainedParts(query.text(), observation).explain(query.expr());
    }

    private Explanation explain(Expr expr) {
        return switch (expr) {
            case Expr.Parenthesized parenthesized -> explain(parenthesized.inner());
            case Expr.NumberLiteral number -> node("number", number, List.of());
            case Expr.StringLiteral text -> node("text", text, List.of());
            case Expr.VectorSelector selector -> node("selector", selector, List.of());
            case Expr.MatrixSelector matrix -> node("range", matrix, List.of());
            case Expr.Subquery subquery -> node("subquery", subquery, List.of(subquery.inner()));
            case Expr.Unary unary -> node("sign", unary, List.of(unary.operand()));
            case Expr.Call call -> node("call", call, call.args());
            case Expr.Binary binary ->
                    node("operator", binary, List.of(binary.left(), binary.right()));
            case Expr.Aggregation aggregation -> {
                Expr parameter = aggregation.parameter();
                yield node(
                        "aggregation",
                        aggregation,
                        parameter == null
                                ? List.of(aggregation.operand())
                                : List.of(parameter, aggregation.operand()));
            }
        };
    }

    private Explanation node(String kind, Expr expr, List<Expr> below) {
        List<Explanation> parts = new ArrayList<>();
        long nanosBelow = 0;
        for (Expr part : below) {
            Explanation explained = explain(part);
            parts.add(explained);
            nanosBelow += explained.nanos();
        }
        PartFigures figures = observation.of(expr);
        // Numbers are not watched, but what they are made of may be.
        long nanos = Math.max(figures.nanos(), nanosBelow);
        return new Explanation(
                kind,
                text(expr),
                nanos,
                nanos - nanosBelow,
                figures.samples(),
                figures.series(),
                figures.points(),
                figures.widthMillis(),
                parts);
    }

    private String text(Expr expr) {
        int end = Math.min(expr.span().end(), query.length());
        return query.substring(Math.min(expr.span().start(), end), end);
    }
}
