package dev.muninn.query.eval.join;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.series.PointMap;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Expr.BinaryOp;
import org.jspecify.annotations.Nullable;

/**
 * A binary operator on the points of two series, or of a series and a number per step. Comparisons
 * keep points, or give 1 and 0 where {@code bool} is set.
 */
public final class ElementOperator {

    private final Expr.Binary expr;
    private final BinaryOp op;
    private final boolean isFilter;
    private final Annotations annotations;
    private final HistogramOperation histograms;

    public ElementOperator(Expr.Binary expr, Annotations annotations) {
        this.expr = expr;
        this.op = expr.op();
        this.isFilter = op.isComparison() && !expr.isBool();
        this.annotations = annotations;
        this.histograms = new HistogramOperation(expr, annotations);
    }

    /** Combines the points of the steps where both have one; comparisons keep the left one. */
    void apply(Points left, Points right, Points out) {
        if (left.hasHistograms() || right.hasHistograms()) {
            out.clear();
            for (int step = left.next(0); step >= 0; step = left.next(step + 1)) {
                if (right.has(step)) {
                    combine(
                            step,
                            left.values()[step],
                            left.histogram(step),
                            right.values()[step],
                            right.histogram(step),
                            out);
                }
            }
            return;
        }
        combine(left, left.values(), right.values(), out, false);
        intersect(out, right);
    }

    /** The series on the left, a number per step on the right. */
    public PointMap withRight(double[] right) {
        return (left, out) -> {
            if (left.hasHistograms()) {
                out.clear();
                for (int step = left.next(0); step >= 0; step = left.next(step + 1)) {
                    combine(
                            step,
                            left.values()[step],
                            left.histogram(step),
                            right[step],
                            null,
                            out);
                }
            } else {
                combine(left, left.values(), right, out, false);
            }
        };
    }

    /** The series on the right, a number per step on the left; comparisons keep the series. */
    public PointMap withLeft(double[] left) {
        return (right, out) -> {
            if (right.hasHistograms()) {
                out.clear();
                for (int step = right.next(0); step >= 0; step = right.next(step + 1)) {
                    NativeHistogram histogram = right.histogram(step);
                    if (histogram == null && isFilter) {
                        if (FloatOperation.holds(op, left[step], right.values()[step])) {
                            out.set(step, right.values()[step]);
                        }
                    } else {
                        combine(step, left[step], null, right.values()[step], histogram, out);
                    }
                }
            } else {
                combine(right, left, right.values(), out, true);
            }
        };
    }

    /** Floats only: over all steps at once, those without a point too, which costs less. */
    private void combine(
            Points series, double[] left, double[] right, Points out, boolean keepsRight) {
        out.presentAsFloatsOf(series);
        double[] result = out.values();
        int steps = result.length;
        switch (op) {
            case ADD -> {
                for (int i = 0; i < steps; i++) {
                    result[i] = left[i] + right[i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < steps; i++) {
                    result[i] = left[i] - right[i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < steps; i++) {
                    result[i] = left[i] * right[i];
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < steps; i++) {
                    result[i] = left[i] / right[i];
                }
            }
            case MODULO, POWER, ATAN2 -> {
                for (int i = series.next(0); i >= 0; i = series.next(i + 1)) {
                    result[i] = FloatOperation.compute(op, left[i], right[i]);
                }
            }
            case EQUAL, NOT_EQUAL, GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL ->
                    compare(series, left, right, out, keepsRight);
            case TRIM_LOWER, TRIM_UPPER -> {
                out.clear();
                annotations.add(Note.incompatibleTypes("float", op.symbol(), "float", expr.span()));
            }
            case AND, OR, UNLESS -> throw new IllegalArgumentException("set operator on elements");
        }
    }

    private void compare(
            Points series, double[] left, double[] right, Points out, boolean keepsRight) {
        for (int step = series.next(0); step >= 0; step = series.next(step + 1)) {
            boolean holds = FloatOperation.holds(op, left[step], right[step]);
            if (!isFilter) {
                out.set(step, holds ? 1 : 0);
            } else if (holds) {
                out.set(step, keepsRight ? right[step] : left[step]);
            } else {
                out.remove(step);
            }
        }
    }

    private static void intersect(Points out, Points with) {
        long[] present = out.present();
        long[] other = with.present();
        for (int word = 0; word < present.length; word++) {
            present[word] &= other[word];
        }
    }

    private void combine(
            int step,
            double left,
            @Nullable NativeHistogram leftHistogram,
            double right,
            @Nullable NativeHistogram rightHistogram,
            Points out) {
        if (leftHistogram != null || rightHistogram != null) {
            histograms.combine(step, left, leftHistogram, right, rightHistogram, out);
        } else if (op == BinaryOp.TRIM_LOWER || op == BinaryOp.TRIM_UPPER) {
            annotations.add(Note.incompatibleTypes("float", op.symbol(), "float", expr.span()));
        } else if (!isFilter) {
            out.set(step, FloatOperation.compute(op, left, right));
        } else if (FloatOperation.holds(op, left, right)) {
            out.set(step, left);
        }
    }
}
