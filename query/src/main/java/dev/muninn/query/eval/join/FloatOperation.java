package dev.muninn.query.eval.join;

import dev.muninn.query.syntax.Expr.BinaryOp;

/** The operators on two floats. */
public final class FloatOperation {

    private FloatOperation() {}

    /** The result of arithmetic; comparisons give 1 or 0. */
    public static double compute(BinaryOp op, double left, double right) {
        return switch (op) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULO -> left % right;
            case POWER -> power(left, right);
            case ATAN2 -> Math.atan2(left, right);
            case EQUAL, NOT_EQUAL, GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL ->
                    holds(op, left, right) ? 1 : 0;
            case AND, OR, UNLESS, TRIM_LOWER, TRIM_UPPER -> throw notForFloats(op);
        };
    }

    static boolean holds(BinaryOp op, double left, double right) {
        return switch (op) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case GREATER -> left > right;
            case LESS -> left < right;
            case GREATER_OR_EQUAL -> left >= right;
            case LESS_OR_EQUAL -> left <= right;
            case ADD,
                    SUBTRACT,
                    MULTIPLY,
                    DIVIDE,
                    MODULO,
                    POWER,
                    ATAN2,
                    AND,
                    OR,
                    UNLESS,
                    TRIM_LOWER,
                    TRIM_UPPER ->
                    throw notForFloats(op);
        };
    }

    /** As IEEE 754 has it: 1 to any power is 1, and so is -1 to an infinite one. */
    private static double power(double base, double exponent) {
        if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
            return 1;
        }
        return Math.pow(base, exponent);
    }

    private static IllegalArgumentException notForFloats(BinaryOp op) {
        return new IllegalArgumentException("operator " + op.symbol() + " is not for two floats");
    }
}
