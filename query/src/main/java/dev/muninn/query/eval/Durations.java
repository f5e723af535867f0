package dev.muninn.query.eval;

import dev.muninn.model.MuninnException;
import dev.muninn.query.syntax.DurationExpr;
import org.jspecify.annotations.Nullable;

/** Computes durations from the query's step and range. */
record Durations(Plan plan) {

    long offset(@Nullable DurationExpr duration) {
        return duration == null ? 0 : millis(duration);
    }

    /**
     * A duration that must be longer than nothing.
     *
     * @throws MuninnException of kind BAD_INPUT if it is not
     */
    long positive(DurationExpr duration) {
        long millis = millis(duration);
        if (millis <= 0) {
            throw MuninnException.badInput("duration must be greater than 0");
        }
        return millis;
    }

    private long millis(DurationExpr duration) {
        if (duration instanceof DurationExpr.Millis fixed) {
            return fixed.millis();
        }
        double millis = seconds(duration) * 1000;
        if (!(Math.abs(millis) < Long.MAX_VALUE / 1_000_000.0)) {
            throw MuninnException.badInput("duration is out of range");
        }
        return (long) millis;
    }

    private double seconds(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Millis fixed -> fixed.millis() / 1000.0;
            case DurationExpr.Factor factor -> factor.value();
            case DurationExpr.Step step -> plan.stepSeconds();
            case DurationExpr.Range range -> plan.rangeSeconds();
            case DurationExpr.Negated negated -> -seconds(negated.operand());
            case DurationExpr.Parenthesized inner -> seconds(inner.operand());
            case DurationExpr.Arithmetic arithmetic -> arithmetic(arithmetic);
        };
    }

    private double arithmetic(DurationExpr.Arithmetic arithmetic) {
        double left = seconds(arithmetic.left());
        double right = seconds(arithmetic.right());
        return switch (arithmetic.operator()) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / notZero(right, "division");
            case MODULO -> left % notZero(right, "modulo");
            case POWER -> Math.pow(left, right);
            case MIN -> Math.min(left, right);
            case MAX -> Math.max(left, right);
        };
    }

    private static double notZero(double divisor, String word) {
        if (divisor == 0) {
            throw MuninnException.badInput(word + " by zero in duration");
        }
        return divisor;
    }
}
