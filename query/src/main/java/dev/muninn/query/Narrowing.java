package dev.muninn.query;

import dev.muninn.model.Matcher;
import dev.muninn.query.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds matchers to every selector of an expression. */
final class Narrowing {

    private final List<Matcher> added;

    Narrowing(List<Matcher> added) {
        this.added = added;
    }

    Expr of(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> number;
            case Expr.StringLiteral text -> text;
            case Expr.Parenthesized(var inner, var span) -> new Expr.Parenthesized(of(inner), span);
            case Expr.Unary(var isNegative, var operand, var span) ->
                    new Expr.Unary(isNegative, of(operand), span);
            case Expr.VectorSelector selector -> narrowed(selector);
            case Expr.MatrixSelector(var selector, var range, var span) ->
                    new Expr.MatrixSelector(narrowed(selector), range, span);
            case Expr.Subquery(var inner, var range, var step, var timing, var span) ->
                    new Expr.Subquery(of(inner), range, step, timing, span);
            case Expr.Call(var function, var args, var span) ->
                    new Expr.Call(function, args.stream().map(this::of).toList(), span);
            case Expr.Aggregation(
                            var op,
                            var operand,
                            var parameter,
                            var grouping,
                            var isWithout,
                            var span) ->
                    new Expr.Aggregation(
                            op, of(operand), ofAny(parameter), grouping, isWithout, span);
            case Expr.Binary(var op, var left, var right, var matching, var isBool, var span) ->
                    new Expr.Binary(op, of(left), of(right), matching, isBool, span);
        };
    }

    private @Nullable Expr ofAny(@Nullable Expr expr) {
        return expr == null ? null : of(expr);
    }

    private Expr.VectorSelector narrowed(Expr.VectorSelector selector) {
        List<Matcher> matchers = new ArrayList<>(selector.matchers());
        // The matcher of a name before the braces stays the last one.
        matchers.addAll(selector.name().isEmpty() ? matchers.size() : matchers.size() - 1, added);
        return new Expr.VectorSelector(
                selector.name(),
                List.copyOf(matchers),
                selector.timing(),
                selector.mode(),
                selector.span());
    }
}
