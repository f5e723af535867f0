package dev.muninn.query.eval.join;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.series.Names;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Expr.VectorMatching;
import dev.muninn.query.syntax.Expr.VectorMatching.Cardinality;
import java.util.HashSet;
import java.util.Set;

/** The labels of what a binary operator gives for two series. */
final class ResultLabels {

    private final VectorMatching matching;
    private final Set<String> names;
    private final boolean losesName;

    /**
     * @param delaysNames whether names that are to go stay in the labels until the end
     */
    ResultLabels(Expr.Binary expr, VectorMatching matching, boolean delaysNames) {
        this.matching = matching;
        names = new HashSet<>(matching.labels());
        losesName = changesMeaning(expr.op()) || (expr.isBool() && !delaysNames);
    }

    /** Whether the result of an operator is no more the metric it was computed from. */
    static boolean changesMeaning(Expr.BinaryOp op) {
        return switch (op) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER, ATAN2 -> true;
            case EQUAL,
                    NOT_EQUAL,
                    GREATER,
                    LESS,
                    GREATER_OR_EQUAL,
                    LESS_OR_EQUAL,
                    AND,
                    OR,
                    UNLESS,
                    TRIM_LOWER,
                    TRIM_UPPER ->
                    false;
        };
    }

    /**
     * @param many labels of the side that may have several, which the result keeps
     * @param one labels of the other side, some of which may be taken over
     */
    Labels of(Labels many, Labels one) {
        Labels result = losesName ? Names.off(many) : many;
        if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
            result = matching.isOn() ? result.only(names) : result.without(names);
        }
        for (String included : matching.include()) {
            result = result.with(included, one.get(included));
        }
        return result;
    }
}
