package dev.muninn.query.eval;

import dev.muninn.query.syntax.Expr;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Finds the selectors of whose native histograms only count and sum are asked. */
final class TotalsOnly {

    private static final Set<String> OF_TOTALS =
            Set.of("histogram_count", "histogram_sum", "histogram_avg");
    private static final Set<String> OF_BUCKETS =
            Set.of(
                    "histogram_quantile",
                    "histogram_quantiles",
                    "histogram_fraction",
                    "histogram_stddev",
                    "histogram_stdvar");

    private final Set<Expr.VectorSelector> found =
            Collections.newSetFromMap(new IdentityHashMap<>());

    private TotalsOnly() {}

    static Set<Expr.VectorSelector> in(Expr expr) {
        TotalsOnly search = new TotalsOnly();
        search.visit(expr, false);
        return search.found;
    }

    /** Looks no further where buckets are needed; resets within subqueries need them too. */
    private void visit(Expr expr, boolean isAsked) {
        switch (expr) {
            case Expr.VectorSelector selector -> {
                if (isAsked) {
                    found.add(selector);
                }
            }
            case Expr.MatrixSelector matrix -> visit(matrix.selector(), isAsked);
            case Expr.Parenthesized parenthesized -> visit(parenthesized.inner(), isAsked);
            case Expr.Unary unary -> visit(unary.operand(), isAsked);
            case Expr.Call call -> {
                String name = call.function().name();
                if (!OF_BUCKETS.contains(name)) {
                    for (Expr arg : call.args()) {
                        visit(arg, isAsked || OF_TOTALS.contains(name));
                    }
                }
            }
            case Expr.Aggregation aggregation -> visit(aggregation.operand(), isAsked);
            case Expr.Binary binary -> {
                boolean isTrim =
                        binary.op() == Expr.BinaryOp.TRIM_LOWER
                                || binary.op() == Expr.BinaryOp.TRIM_UPPER;
                visit(binary.left(), isAsked && !isTrim);
                visit(binary.right(), isAsked && !isTrim);
            }
            case Expr.Subquery subquery -> {}
            case Expr.NumberLiteral number -> {}
            case Expr.StringLiteral string -> {}
        }
    }
}
