package dev.muninn.query;

import dev.muninn.model.Matcher;
import dev.muninn.query.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/** Collects the series selectors of an expression, each once, in the order they are written. */
final class SelectorList {

    private final List<List<Matcher>> selectors = new ArrayList<>();

    private SelectorList() {}

    static List<List<Matcher>> of(Expr expr) {
        SelectorList list = new SelectorList();
        list.add(expr);
        return List.copyOf(list.selectors);
    }

    private void add(Expr expr) {
        switch (expr) {
            case Expr.NumberLiteral number -> {}
            case Expr.StringLiteral text -> {}
            case Expr.Parenthesized parenthesized -> add(parenthesized.inner());
            case Expr.Unary unary -> add(unary.operand());
            case Expr.VectorSelector selector -> {
                if (!selectors.contains(selector.matchers())) {
                    selectors.add(selector.matchers());
                }
            }
            case Expr.MatrixSelector matrix -> add(matrix.selector());
            case Expr.Subquery subquery -> add(subquery.inner());
            case Expr.Call call -> call.args().forEach(this::add);
            case Expr.Aggregation aggregation -> {
                if (aggregation.parameter() != null) {
                    add(aggregation.parameter());
                }
                add(aggregation.operand());
            }
            case Expr.Binary binary -> {
                add(binary.left());
                add(binary.right());
            }
        }
    }
}
