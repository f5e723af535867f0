package dev.muninn.query.eval.join;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Expr.VectorMatching;
import dev.muninn.query.syntax.Expr.VectorMatching.Cardinality;
import dev.muninn.query.syntax.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arithmetic and comparison between two vectors. */
public final class VectorJoin {

    /*
     * One side is "one": at each step it may have one point per signature; the other, "many", is the
     * left side unless the cardinality is one-to-many. Where the labels alone show that every
     * signature has one series there (and one here, for one-to-one), pairs are computed as they are
     * asked for. Otherwise series come and go within the range, so all points are looked at.
     */

    private final Expr.Binary expr;
    private final VectorMatching matching;
    private final boolean delaysNames;
    private final ElementOperator operator;
    private final Budget budget;

    public VectorJoin(
            Expr.Binary expr,
            VectorMatching matching,
            boolean delaysNames,
            Annotations annotations,
            Budget budget) {
        this.expr = expr;
        this.matching = matching;
        this.delaysNames = delaysNames;
        this.operator = new ElementOperator(expr, annotations);
        this.budget = budget;
    }

    /** Whether the result of an operator is no more the metric it was computed from. */
    public static boolean changesMeaning(Expr.BinaryOp op) {
        return ResultLabels.changesMeaning(op);
    }

    public Columns join(Columns left, Columns right) {
        boolean hasFill = matching.fillLeft() != null || matching.fillRight() != null;
        if (!hasFill && (left.size() == 0 || right.size() == 0)) {
            computeRest(expr.left(), left, new BitSet());
            computeRest(expr.right(), right, new BitSet());
            return new ColumnList(left.grid(), List.of());
        }
        boolean isManyRight = matching.cardinality() == Cardinality.ONE_TO_MANY;
        Columns many = isManyRight ? right : left;
        Columns one = isManyRight ? left : right;
        Signatures signatures = new Signatures(matching, budget);
        int[] oneSignatures = signatures.number(one);
        int[] manySignatures = signatures.number(many);
        ResultLabels labels = new ResultLabels(expr, matching, delaysNames);
        if (!hasFill) {
            List<PairedColumns.Pair> pairs =
                    pairs(many, manySignatures, one, oneSignatures, signatures, labels);
            if (pairs != null) {
                BitSet leftPaired = new BitSet();
                BitSet rightPaired = new BitSet();
                for (PairedColumns.Pair pair : pairs) {
                    leftPaired.set(pair.left());
                    rightPaired.set(pair.right());
                }
                computeRest(expr.left(), left, leftPaired);
                computeRest(expr.right(), right, rightPaired);
                return new PairedColumns(left, right, pairs, operator);
            }
        }
        return new SteppedJoin(expr, matching, delaysNames, operator, signatures, labels, budget)
                .join(many, manySignatures, one, oneSignatures);
    }

    /** Computes what finds no partner, for its notes and errors: an answer has all there are. */
    private static void computeRest(Expr side, Columns columns, BitSet paired) {
        if (isSelector(side)) {
            return;
        }
        Columns.Cursor cursor = columns.cursor();
        for (int i = paired.nextClearBit(0); i < columns.size(); i = paired.nextClearBit(i + 1)) {
            cursor.read(i);
        }
    }

    private static boolean isSelector(Expr expr) {
        return expr instanceof Expr.VectorSelector
                || expr instanceof Expr.Parenthesized(Expr inner, Span _) && isSelector(inner);
    }

    /** The pairs, if labels alone tell them and their results' labels differ; else null. */
    private @Nullable List<PairedColumns.Pair> pairs(
            Columns many,
            int[] manySignatures,
            Columns one,
            int[] oneSignatures,
            Signatures signatures,
            ResultLabels resultLabels) {
        boolean isOneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
        boolean isManyRight = matching.cardinality() == Cardinality.ONE_TO_MANY;
        if (!isOneToOne && !(one instanceof ColumnList)) {
            // Each series of the one side is needed again and again: compute it once.
            return null;
        }
        int[] oneOf = new int[signatures.count()];
        for (int i = 0; i < oneSignatures.length; i++) {
            if (oneOf[oneSignatures[i]] != 0) {
                return null;
            }
            oneOf[oneSignatures[i]] = i + 1;
        }
        boolean[] isTaken = new boolean[signatures.count()];
        Set<Labels> seen = new HashSet<>();
        List<PairedColumns.Pair> pairs = new ArrayList<>(manySignatures.length);
        for (int i = 0; i < manySignatures.length; i++) {
            int signature = manySignatures[i];
            int partner = oneOf[signature] - 1;
            if (partner < 0) {
                continue;
            }
            Labels labels = resultLabels.of(many.labels(i), one.labels(partner));
            if ((isOneToOne && isTaken[signature]) || !seen.add(labels)) {
                return null;
            }
            isTaken[signature] = true;
            pairs.add(
                    new PairedColumns.Pair(
                            isManyRight ? partner : i,
                            isManyRight ? i : partner,
                            labels,
                            dropsName(expr, many, i, delaysNames)));
        }
        return pairs;
    }

    static boolean dropsName(Expr.Binary expr, Columns many, int index, boolean delaysNames) {
        return (delaysNames && expr.isBool())
                || (!ResultLabels.changesMeaning(expr.op()) && many.dropsName(index));
    }
}
