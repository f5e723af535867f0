package dev.muninn.query.eval.join;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.histogram.HistogramMath;
import dev.muninn.query.histogram.HistogramSum;
import dev.muninn.query.histogram.HistogramTrim;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Expr.BinaryOp;
import org.jspecify.annotations.Nullable;

/** The operators where at least one side is a native histogram. */
final class HistogramOperation {

    private final Expr.Binary expr;
    private final BinaryOp op;
    private final Annotations annotations;

    HistogramOperation(Expr.Binary expr, Annotations annotations) {
        this.expr = expr;
        this.op = expr.op();
        this.annotations = annotations;
    }

    /** Sets the result of a step, or nothing and a note why. */
    void combine(
            int step,
            double left,
            @Nullable NativeHistogram leftHistogram,
            double right,
            @Nullable NativeHistogram rightHistogram,
            Points out) {
        if (leftHistogram != null && rightHistogram != null) {
            both(step, leftHistogram, rightHistogram, out);
        } else if (leftHistogram != null) {
            NativeHistogram result = withNumber(leftHistogram, right);
            if (result == null) {
                addNote("histogram", "float");
            } else {
                out.set(step, result);
            }
        } else if (rightHistogram != null && op == BinaryOp.MULTIPLY) {
            out.set(step, HistogramMath.multiply(rightHistogram, left));
        } else {
            addNote("float", "histogram");
        }
    }

    private void addNote(String left, String right) {
        annotations.add(Note.incompatibleTypes(left, op.symbol(), right, expr.span()));
    }

    private @Nullable NativeHistogram withNumber(NativeHistogram histogram, double number) {
        return switch (op) {
            case MULTIPLY -> HistogramMath.multiply(histogram, number);
            case DIVIDE -> HistogramMath.divide(histogram, number);
            case TRIM_UPPER -> HistogramTrim.atMost(histogram, number);
            case TRIM_LOWER -> HistogramTrim.above(histogram, number);
            default -> null;
        };
    }

    private void both(int step, NativeHistogram left, NativeHistogram right, Points out) {
        switch (op) {
            case ADD, SUBTRACT -> {
                NativeHistogram result = sum(left, right);
                if (result != null) {
                    out.set(step, result);
                }
            }
            case EQUAL, NOT_EQUAL -> {
                boolean holds = HistogramMath.isEqual(left, right) == (op == BinaryOp.EQUAL);
                if (expr.isBool()) {
                    out.set(step, holds ? 1 : 0);
                } else if (holds) {
                    out.set(step, left);
                }
            }
            default -> addNote("histogram", "histogram");
        }
    }

    private @Nullable NativeHistogram sum(NativeHistogram left, NativeHistogram right) {
        if (!HistogramMath.isCompatible(left, right)) {
            annotations.add(Note.incompatibleBuckets(op.symbol(), expr.span()));
            return null;
        }
        boolean isSum = op == BinaryOp.ADD;
        HistogramSum sum = new HistogramSum(left);
        if (isSum) {
            sum.add(right);
        } else {
            sum.subtract(right);
        }
        Note.HistogramOperation operation =
                isSum ? Note.HistogramOperation.ADDITION : Note.HistogramOperation.SUBTRACTION;
        if (sum.hasResetConflict()) {
            annotations.add(Note.conflictingResets(operation, expr.span()));
        }
        if (sum.hasReconciledBounds()) {
            annotations.add(Note.bucketsReconciled(operation, expr.span()));
        }
        return isSum ? sum.result() : sum.result(NativeHistogram.ResetHint.GAUGE);
    }
}
