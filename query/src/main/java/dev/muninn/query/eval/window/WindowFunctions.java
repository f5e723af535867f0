package dev.muninn.query.eval.window;

import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.syntax.Expr.RangeMode;
import dev.muninn.query.syntax.Span;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The functions of range vectors by name.
 *
 * @param mode of the range
 * @param scalars the arguments beside the range, each by step
 * @param span of the range argument, for notes
 * @param firstSpan of the first argument, for notes
 */
public record WindowFunctions(
        RangeMode mode,
        List<double[]> scalars,
        Annotations annotations,
        Span span,
        Span firstSpan) {

    private static final Set<String> ANCHORED =
            Set.of("changes", "delta", "increase", "rate", "resets");
    private static final Set<String> SMOOTHED = Set.of("delta", "increase", "rate");

    /** Whether the results are still samples of the metric, and keep its name. */
    public static boolean keepsName(String name) {
        return name.equals("last_over_time") || name.equals("first_over_time");
    }

    /**
     * Whether the function depends on how much counters grow in its windows, and on nothing else.
     */
    public static boolean isGrowth(String name) {
        return name.equals("rate") || name.equals("increase");
    }

    /**
     * What makes the function for each thread.
     *
     * @throws MuninnException of kind UNPROCESSABLE if the function cannot use such a range
     */
    public Supplier<WindowFunction> named(String name) {
        switch (mode) {
            case PLAIN -> {}
            case ANCHORED -> check("anchored", ANCHORED, name);
            case SMOOTHED -> check("smoothed", SMOOTHED, name);
        }
        return switch (name) {
            case "rate" -> rate(RateKind.RATE);
            case "increase" -> rate(RateKind.INCREASE);
            case "delta" -> rate(RateKind.DELTA);
            case "irate" -> () -> new InstantRate(true, annotations, span);
            case "idelta" -> () -> new InstantRate(false, annotations, span);
            case "changes" -> () -> new Transitions(Transitions.changes());
            case "resets" -> () -> new Transitions(Transitions.resets());
            case "sum_over_time" ->
                    () ->
                            new SumFunction(
                                    new Sums(false),
                                    new HistogramSums(false, annotations, span),
                                    annotations,
                                    span);
            case "avg_over_time" ->
                    () ->
                            new SumFunction(
                                    new Sums(true),
                                    new HistogramSums(true, annotations, span),
                                    annotations,
                                    span);
            case "min_over_time" -> () -> floats(1, new Extremes(false));
            case "max_over_time" -> () -> floats(1, new Extremes(true));
            case "count_over_time" -> () -> AnySample::count;
            case "present_over_time", "absent_over_time" -> () -> AnySample::presence;
            case "first_over_time" -> () -> AnySample::first;
            case "last_over_time" -> () -> AnySample::last;
            case "ts_of_first_over_time" -> () -> AnySample::firstTime;
            case "ts_of_last_over_time" -> () -> AnySample::lastTime;
            case "ts_of_min_over_time" -> () -> floats(1, FloatWindows.timeOfExtreme(false));
            case "ts_of_max_over_time" -> () -> floats(1, FloatWindows.timeOfExtreme(true));
            case "stdvar_over_time" -> () -> floats(1, FloatWindows::variance);
            case "stddev_over_time" ->
                    () ->
                            floats(
                                    1,
                                    (windows, step, from, to) ->
                                            Math.sqrt(
                                                    FloatWindows.variance(
                                                            windows, step, from, to)));
            case "mad_over_time" -> () -> floats(1, FloatWindows.medianDeviation());
            case "quantile_over_time" -> () -> floats(1, quantile(scalars.getFirst()));
            case "deriv" -> () -> floats(2, FloatWindows::slope);
            case "predict_linear" -> () -> floats(2, FloatWindows.prediction(scalars.getFirst()));
            case "double_exponential_smoothing", "holt_winters" ->
                    () -> floats(2, new FloatWindows.Smoothing(scalars.get(0), scalars.get(1)));
            default ->
                    throw new MuninnException(
                            MuninnException.Kind.BUG, "no range function is named " + name);
        };
    }

    private static void check(String modifier, Set<String> allowed, String name) {
        if (!allowed.contains(name)) {
            throw new MuninnException(
                    MuninnException.Kind.UNPROCESSABLE,
                    modifier
                            + " modifier can only be used with: "
                            + String.join(", ", new TreeSet<>(allowed))
                            + " - not with "
                            + name);
        }
    }

    private Supplier<WindowFunction> rate(RateKind kind) {
        return mode == RangeMode.PLAIN
                ? () -> new ExtrapolatedRate(kind, annotations, span)
                : () -> new ExtendedRate(kind, annotations, span);
    }

    private WindowFunction floats(int least, FloatFunction.OfWindow function) {
        return new FloatFunction(least, function, annotations, span);
    }

    private FloatFunction.OfWindow quantile(double[] quantiles) {
        FloatFunction.OfWindow function = FloatWindows.quantile(quantiles);
        return (windows, step, from, to) -> {
            double quantile = quantiles[step];
            if (Double.isNaN(quantile) || quantile < 0 || quantile > 1) {
                annotations.add(Note.invalidQuantile(quantile, firstSpan));
            }
            return function.value(windows, step, from, to);
        };
    }
}
