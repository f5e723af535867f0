package dev.muninn.query.eval;

import dev.muninn.query.eval.join.ElementOperator;
import dev.muninn.query.eval.join.SetJoin;
import dev.muninn.query.eval.join.VectorJoin;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.MappedColumns;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Expr.VectorMatching;
import dev.muninn.query.syntax.ValueType;
import java.util.Objects;

/** Evaluates binary operators with a vector on either side. */
final class Operators {

    private final Evaluator evaluator;

    Operators(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Columns vector(Expr.Binary binary, Grid grid) {
        boolean isLeftVector = binary.left().type() == ValueType.VECTOR;
        boolean isRightVector = binary.right().type() == ValueType.VECTOR;
        if (isLeftVector && isRightVector) {
            return join(binary, grid);
        }
        ElementOperator operator = new ElementOperator(binary, evaluator.annotations());
        Columns result =
                isLeftVector
                        ? new MappedColumns(
                                evaluator.vector(binary.left(), grid),
                                operator.withRight(evaluator.scalar(binary.right(), grid)))
                        : new MappedColumns(
                                evaluator.vector(binary.right(), grid),
                                operator.withLeft(evaluator.scalar(binary.left(), grid)));
        return losesName(binary) ? evaluator.names().drop(result) : result;
    }

    private static boolean losesName(Expr.Binary binary) {
        return binary.isBool() || VectorJoin.changesMeaning(binary.op());
    }

    private Columns join(Expr.Binary binary, Grid grid) {
        VectorMatching matching = Objects.requireNonNull(binary.matching());
        Columns left = evaluator.vector(binary.left(), grid);
        Columns right = evaluator.vector(binary.right(), grid);
        if (binary.op().isSet()) {
            return SetJoin.join(binary, matching, left, right, evaluator.budget());
        }
        return new VectorJoin(
                        binary,
                        matching,
                        evaluator.plan().delaysNames(),
                        evaluator.annotations(),
                        evaluator.budget())
                .join(left, right);
    }
}
