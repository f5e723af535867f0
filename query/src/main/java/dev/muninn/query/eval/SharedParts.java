package dev.muninn.query.eval;

import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.SameLabels;
import dev.muninn.query.syntax.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parts that a query writes more than once, each evaluated once per grid. */
final class SharedParts {

    /*
     * Parts are known by their text: the same text means the same wherever it stands, and notes on it
     * only move with it. Aggregations are kept whatever their size, as they were made to be small.
     */

    /** Vectors with more points than this are computed again rather than kept. */
    private static final long MOST_POINTS = 1 << 20;

    /** A part by its text; whether it has histograms whole depends on what is around it. */
    private record Part(String text, Grid grid, boolean isTotalsOnly) {}

    private record Kept(Columns columns, Annotations annotations, int start) {}

    private final Plan plan;
    private final Set<Expr.VectorSelector> totalsOnly;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<Part, Kept> kept = new HashMap<>();

    SharedParts(Plan plan, Expr expr, Set<Expr.VectorSelector> totalsOnly) {
        this.plan = plan;
        this.totalsOnly = totalsOnly;
        count(expr);
    }

    private String text(Expr expr) {
        int end = Math.min(expr.span().end(), plan.text().length());
        return plan.text().substring(Math.min(expr.span().start(), end), end);
    }

    private void count(Expr expr) {
        switch (expr) {
            case Expr.Parenthesized parenthesized -> count(parenthesized.inner());
            case Expr.Unary unary -> count(unary.operand());
            case Expr.Subquery subquery -> count(subquery.inner());
            case Expr.Call call -> {
                counts.merge(text(call), 1, Integer::sum);
                call.args().forEach(this::count);
            }
            case Expr.Aggregation aggregation -> {
                counts.merge(text(aggregation), 1, Integer::sum);
                count(aggregation.operand());
                Expr parameter = aggregation.parameter();
                if (parameter != null) {
                    count(parameter);
                }
            }
            case Expr.Binary binary -> {
                count(binary.left());
                count(binary.right());
            }
            case Expr.NumberLiteral number -> {}
            case Expr.StringLiteral string -> {}
            case Expr.VectorSelector selector -> counts.merge(text(selector), 1, Integer::sum);
            case Expr.MatrixSelector selector -> {}
        }
    }

    boolean isRepeated(Expr expr) {
        boolean isCounted =
                expr instanceof Expr.Call
                        || expr instanceof Expr.Aggregation
                        || expr instanceof Expr.VectorSelector;
        return isCounted && counts.getOrDefault(text(expr), 0) > 1;
    }

    private boolean isTotalsOnly(Expr expr) {
        return switch (expr) {
            case Expr.VectorSelector selector -> totalsOnly.contains(selector);
            case Expr.MatrixSelector matrix -> totalsOnly.contains(matrix.selector());
            case Expr.Parenthesized parenthesized -> isTotalsOnly(parenthesized.inner());
            case Expr.Unary unary -> isTotalsOnly(unary.operand());
            case Expr.Subquery subquery -> isTotalsOnly(subquery.inner());
            case Expr.Call call -> call.args().stream().anyMatch(this::isTotalsOnly);
            case Expr.Aggregation aggregation -> isTotalsOnly(aggregation.operand());
            case Expr.Binary binary -> isTotalsOnly(binary.left()) || isTotalsOnly(binary.right());
            case Expr.NumberLiteral number -> false;
            case Expr.StringLiteral string -> false;
        };
    }

    /** The value of a repeated part, from before if it is there. */
    Columns columns(Expr expr, Grid grid, Evaluator evaluator) {
        Part part = new Part(text(expr), grid, isTotalsOnly(expr));
        Kept known = kept.get(part);
        if (known == null) {
            Annotations own = new Annotations();
            Columns columns = evaluator.noting(own).vectorAnew(expr, grid);
            boolean isSmall = (long) columns.size() * grid.steps() <= MOST_POINTS;
            if (!isSmall && !(expr instanceof Expr.Aggregation)) {
                return evaluator.vectorAnew(expr, grid);
            }
            List<Column> all = new ArrayList<>();
            SameLabels.collect(columns, all, evaluator.budget());
            known = new Kept(new ColumnList(grid, all), own, expr.span().start());
            kept.put(part, known);
        }
        evaluator.annotations().addAll(known.annotations(), expr.span().start() - known.start());
        return known.columns();
    }
}
