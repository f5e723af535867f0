package dev.muninn.query.eval.aggregate;

import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.number.NumberText;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.run.Workers;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.syntax.Expr;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evaluates one aggregation of a query. */
public final class Aggregator {

    private final Expr.Aggregation expr;
    private final Annotations annotations;
    private final Budget budget;
    private final Workers workers;

    public Aggregator(
            Expr.Aggregation expr, Annotations annotations, Budget budget, Workers workers) {
        this.expr = expr;
        this.annotations = annotations;
        this.budget = budget;
        this.workers = workers;
    }

    /** Counts values, which stand in the given label then. */
    public Columns countValues(Columns columns, String valueLabel) {
        return ValueCounts.of(columns, valueLabel, expr.grouping(), expr.isWithout(), budget);
    }

    /**
     * @param parameter k, ratio or quantile by step; null for operators that have none
     * @throws MuninnException of kind UNPROCESSABLE if the parameter makes no sense
     */
    public Columns aggregate(Columns columns, double @Nullable [] parameter) {
        int steps = columns.grid().steps();
        double[] wanted = parameter == null ? new double[steps] : parameter;
        if (!isAnyWanted(wanted)) {
            columns.computeAll();
            return new ColumnList(columns.grid(), List.of());
        }
        Groups groups = Groups.of(columns, expr.grouping(), expr.isWithout());
        return switch (expr.op()) {
            case SUM ->
                    fold(
                            columns,
                            groups,
                            () -> new SumState(steps, HistogramTotals.sums(notes(), steps)),
                            2 * Points.bytes(steps));
            case AVG ->
                    fold(
                            columns,
                            groups,
                            () -> new MeanState(steps, HistogramTotals.means(notes(), steps)),
                            MeanState.bytes(steps));
            case MIN, MAX ->
                    fold(
                            columns,
                            groups,
                            () -> new ExtremeState(steps, isMax(), this::onHistogram),
                            Points.bytes(steps));
            case COUNT, GROUP ->
                    fold(
                            columns,
                            groups,
                            () -> new CountState(steps, expr.op() == Expr.AggregationOp.GROUP),
                            Points.bytes(steps));
            case STDDEV, STDVAR ->
                    fold(
                            columns,
                            groups,
                            () -> new VarianceState(steps, isDeviation(), this::onHistogram),
                            24L * steps);
            case QUANTILE ->
                    fold(
                            columns,
                            groups,
                            () -> new QuantileState(wanted, this::onHistogram, budget),
                            64);
            case TOPK, BOTTOMK ->
                    new Ranking(columns, groups, isTop(), wanted, this::onHistogram, budget).run();
            case LIMITK -> FirstOfGroups.of(columns, groups, wanted, budget);
            case LIMIT_RATIO -> HashShare.of(columns, wanted);
            case COUNT_VALUES ->
                    throw new MuninnException(
                            MuninnException.Kind.BUG, "count_values takes a label");
        };
    }

    private <S extends GroupState<S>> Columns fold(
            Columns columns, Groups groups, Supplier<S> newState, long stateBytes) {
        return new Fold<>(columns, groups, newState, stateBytes, budget).run(workers);
    }

    private HistogramTotals.Notes notes() {
        return new HistogramTotals.Notes(annotations, expr.operand().span());
    }

    private boolean isMax() {
        return expr.op() == Expr.AggregationOp.MAX;
    }

    private boolean isTop() {
        return expr.op() == Expr.AggregationOp.TOPK;
    }

    private boolean isDeviation() {
        return expr.op() == Expr.AggregationOp.STDDEV;
    }

    private void onHistogram() {
        boolean isRanking =
                expr.op() == Expr.AggregationOp.TOPK || expr.op() == Expr.AggregationOp.BOTTOMK;
        annotations.add(
                Note.ignoredInAggregation(
                        expr.op().name().toLowerCase(Locale.ROOT),
                        isRanking ? expr.span() : expr.operand().span()));
    }

    /** Checks the parameter of all steps; false if there can be no result at any. */
    private boolean isAnyWanted(double[] wanted) {
        if (wanted.length == 0) {
            return false;
        }
        double least = Arrays.stream(wanted).min().orElse(0);
        double greatest = Arrays.stream(wanted).max().orElse(0);
        boolean hasNan = Double.isNaN(least);
        if (hasNan) {
            least = Arrays.stream(wanted).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
            greatest = Arrays.stream(wanted).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
        }
        switch (expr.op()) {
            case TOPK, BOTTOMK, LIMITK -> {
                if (greatest < 1) {
                    return false;
                }
                checkCount(hasNan, least, greatest);
            }
            case LIMIT_RATIO -> {
                if (greatest == 0 && least == 0) {
                    return false;
                }
                checkRatio(hasNan, least, greatest);
            }
            case QUANTILE -> checkQuantile(hasNan, least, greatest);
            case SUM, AVG, MIN, MAX, COUNT, GROUP, STDDEV, STDVAR, COUNT_VALUES -> {}
        }
        return true;
    }

    private static void checkCount(boolean hasNan, double least, double greatest) {
        if (hasNan) {
            throw unprocessable("Parameter value is NaN");
        }
        if (least <= Long.MIN_VALUE) {
            throw unprocessable("Scalar value " + NumberText.general(least) + " underflows int64");
        }
        if (greatest >= Math.nextDown(0x1p63)) {
            throw unprocessable(
                    "Scalar value " + NumberText.general(greatest) + " overflows int64");
        }
    }

    private void checkRatio(boolean hasNan, double least, double greatest) {
        Expr parameter = expr.parameter();
        if (hasNan) {
            throw unprocessable("Ratio value is NaN");
        }
        if (greatest > 1 && parameter != null) {
            annotations.add(Note.invalidRatio(greatest, 1, parameter.span()));
        }
        if (least < -1 && parameter != null) {
            annotations.add(Note.invalidRatio(least, -1, parameter.span()));
        }
    }

    private void checkQuantile(boolean hasNan, double least, double greatest) {
        Expr parameter = expr.parameter();
        if (parameter == null) {
            return;
        }
        if (hasNan) {
            annotations.add(Note.invalidQuantile(Double.NaN, parameter.span()));
        }
        if (greatest > 1) {
            annotations.add(Note.invalidQuantile(greatest, parameter.span()));
        }
        if (least < 0) {
            annotations.add(Note.invalidQuantile(least, parameter.span()));
        }
    }

    private static MuninnException unprocessable(String message) {
        return new MuninnException(MuninnException.Kind.UNPROCESSABLE, message);
    }
}
