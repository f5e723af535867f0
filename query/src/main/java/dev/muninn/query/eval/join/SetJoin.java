package dev.muninn.query.eval.join;

import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.FilteredColumns;
import dev.muninn.query.eval.series.SameLabels;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Expr.VectorMatching;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The set operators: points stay or go by whether the other side has a matching one. */
public final class SetJoin {

    private SetJoin() {}

    public static Columns join(
            Expr.Binary expr, VectorMatching matching, Columns left, Columns right, Budget budget) {
        Signatures signatures = new Signatures(matching, budget);
        int[] leftSignatures = signatures.number(left);
        int[] rightSignatures = signatures.number(right);
        return switch (expr.op()) {
            case AND -> {
                long[][] inRight = presence(right, rightSignatures, signatures);
                yield new FilteredColumns(left, i -> isSet(inRight[leftSignatures[i]]));
            }
            case UNLESS -> without(left, leftSignatures, right, rightSignatures, signatures);
            case OR -> {
                List<Column> all = new ArrayList<>();
                SameLabels.collect(left, all, budget);
                SameLabels.collect(
                        without(right, rightSignatures, left, leftSignatures, signatures),
                        all,
                        budget);
                yield SameLabels.merged(left.grid(), all);
            }
            default -> throw new IllegalArgumentException(expr.op() + " is no set operator");
        };
    }

    private static Columns without(
            Columns columns,
            int[] signatureOf,
            Columns others,
            int[] otherSignatures,
            Signatures signatures) {
        long[][] inOthers = presence(others, otherSignatures, signatures);
        return new FilteredColumns(columns, i -> isSet(inOthers[signatureOf[i]]).negate());
    }

    private static IntPredicate isSet(long[] bits) {
        return step -> (bits[step >>> 6] >>> step & 1) != 0;
    }

    /** Per signature, the steps at which any series has a point. */
    private static long[][] presence(Columns columns, int[] signatureOf, Signatures signatures) {
        int words = (columns.grid().steps() + 63) >>> 6;
        long[][] present = new long[signatures.count()][words];
        Columns.Cursor cursor = columns.cursor();
        for (int i = 0; i < columns.size(); i++) {
            var points = cursor.read(i);
            if (points != null) {
                long[] ofSignature = present[signatureOf[i]];
                for (int word = 0; word < words; word++) {
                    ofSignature[word] |= points.present()[word];
                }
            }
        }
        return present;
    }
}
