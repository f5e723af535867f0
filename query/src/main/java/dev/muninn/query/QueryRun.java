package dev.muninn.query;

import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.RollupSource;
import dev.muninn.model.SeriesSource;
import dev.muninn.query.eval.Evaluator;
import dev.muninn.query.eval.Plan;
import dev.muninn.query.eval.Results;
import dev.muninn.query.eval.Run;
import dev.muninn.query.eval.rollup.RollupChoice;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.run.Workers;
import dev.muninn.query.eval.select.Selections;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.watch.Observation;
import dev.muninn.query.eval.watch.Watch;
import dev.muninn.query.syntax.Expr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One query from its tree to its answer. */
final class QueryRun {

    /** A time and a value. */
    private static final int SAMPLE_BYTES = Long.BYTES + Double.BYTES;

    /** As Prometheus words it. */
    static final String CUT = "results truncated due to limit";

    private final ParsedQuery query;
    private final Plan plan;
    private final QueryCall call;
    private final Annotations annotations = new Annotations();
    private boolean isCut;

    QueryRun(
            ParsedQuery query,
            Grid grid,
            long endMillis,
            boolean isRange,
            QueryOptions options,
            QueryCall call) {
        this.query = query;
        Duration lookback = call.lookback() == null ? options.lookback() : call.lookback();
        plan =
                new Plan(
                        query.text(),
                        grid,
                        endMillis,
                        isRange,
                        lookback.toMillis(),
                        options.experimental(),
                        options.experimental());
        this.call = call;
    }

    QueryResult evaluate(SeriesSource source, Budget budget, Workers workers, Clock clock) {
        long start = clock.nanos();
        Selections selections = new Selections(source, budget, clock);
        RollupChoice rollups = rollups(source.rollups());
        Observation observation =
                call.isExplained() ? new Observation(clock, budget, plan.grid()) : null;
        Run run =
                new Run(
                        plan,
                        selections,
                        budget,
                        workers,
                        rollups,
                        observation == null ? Watch.NONE : observation);
        ResultValue value;
        try (selections) {
            value = value(query.expr(), run);
        }
        List<String> warnings = new ArrayList<>(annotations.warnings(plan.text()));
        warnings.addAll(selections.warnings());
        if (isCut) {
            warnings.add(CUT);
        }
        return new QueryResult(
                value,
                warnings,
                annotations.infos(plan.text()),
                new QueryStatistics(
                        budget.series(),
                        budget.samples(),
                        budget.peakBytes() / SAMPLE_BYTES,
                        query.parseNanos(),
                        0,
                        selections.nanos(),
                        clock.nanos() - start - selections.nanos(),
                        0,
                        points(value),
                        rollups.widestMillis()),
                observation == null ? null : details(observation));
    }

    private RollupChoice rollups(RollupSource source) {
        return switch (call.resolution().kind()) {
            case AUTO -> RollupChoice.sameAnswer(source);
            case RAW -> RollupChoice.samples(source);
            case WIDTH -> RollupChoice.ofWidth(source, call.resolution().widthMillis());
        };
    }

    private QueryDetails details(Observation observation) {
        return new QueryDetails(
                ExplainedParts.of(query, observation),
                plan.grid().startMillis(),
                plan.grid().stepMillis(),
                observation.samplesPerStep(),
                0);
    }

    private ResultValue value(Expr expr, Run run) {
        Evaluator evaluator = new Evaluator(run, expr, annotations);
        Budget budget = run.budget();
        long time = plan.grid().startMillis();
        return switch (expr.type()) {
            case STRING -> new ResultValue.Text(time, Evaluator.text(expr));
            case SCALAR -> scalar(evaluator.evaluateScalar(expr));
            case VECTOR -> {
                List<Results.Series> all =
                        Results.list(evaluator.evaluate(expr), budget, run.workers());
                yield plan.isRange()
                        ? new ResultValue.Matrix(convert(Results.sorted(all)))
                        : new ResultValue.Vector(convert(all));
            }
            case MATRIX ->
                    new ResultValue.Matrix(
                            convert(
                                    Results.sorted(
                                            Results.samples(
                                                    evaluator.evaluateRange(expr),
                                                    plan.grid(),
                                                    budget))));
        };
    }

    private static long points(ResultValue value) {
        return switch (value) {
            case ResultValue.Matrix(List<ResultSeries> series) -> ResultPieces.points(series);
            case ResultValue.Vector(List<ResultSeries> series) -> series.size();
            case ResultValue.Scalar scalar -> 1;
            case ResultValue.Text text -> 1;
        };
    }

    private ResultValue scalar(double[] values) {
        if (!plan.isRange()) {
            return new ResultValue.Scalar(plan.grid().startMillis(), values[0]);
        }
        long[] times = new long[values.length];
        Arrays.setAll(times, plan.grid()::time);
        return new ResultValue.Matrix(
                List.of(new ResultSeries(Labels.empty(), times, values, null, values.length)));
    }

    private List<ResultSeries> convert(List<Results.Series> all) {
        List<Results.Series> kept = all;
        int limit = call.limit();
        if (limit > 0 && all.size() > limit) {
            kept = all.subList(0, limit);
            isCut = true;
        }
        List<ResultSeries> result = new ArrayList<>(kept.size());
        for (Results.Series series : kept) {
            result.add(
                    new ResultSeries(
                            series.labels(),
                            series.times(),
                            series.values(),
                            series.histograms(),
                            series.times().length));
        }
        return result;
    }
}
