package dev.muninn.stream;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryResult;
import dev.muninn.query.QueryStatistics;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** An evaluator whose answers are functions of time, set per expression; counts its calls. */
final class FakeQueries implements RangeEvaluator {

    /** Per expression, per series: the value at a time, or null for none. */
    private final Map<String, Map<Labels, LongFunction<@Nullable Double>>> answers =
            new LinkedHashMap<>();

    private final Map<String, MuninnException> failures = new LinkedHashMap<>();

    int pastCalls;

    /** As this, for the past; counts its calls. */
    final RangeEvaluator past =
            (expr, start, end, step, call) -> {
                pastCalls++;
                return range(expr, start, end, step, call);
            };

    int tickCalls;
    int snapshotCalls;

    void answer(String expr, Labels labels, LongFunction<@Nullable Double> value) {
        answers.computeIfAbsent(expr, key -> new LinkedHashMap<>()).put(labels, value);
    }

    void fail(String expr, MuninnException failure) {
        failures.put(expr, failure);
    }

    void recover(String expr) {
        failures.remove(expr);
    }

    /** Brings spaces to one form, as a parser would. */
    String canonical(String expr) {
        if (expr.contains("(((")) {
            throw MuninnException.badInput("1:1: parse error: unexpected end of input");
        }
        return expr.replace(" ", "");
    }

    @Override
    public QueryResult range(String expr, long start, long end, long step, QueryCall call) {
        if (start == end) {
            tickCalls++;
        } else {
            snapshotCalls++;
        }
        MuninnException failure = failures.get(expr);
        if (failure != null) {
            throw failure;
        }
        List<ResultSeries> series = new ArrayList<>();
        answers.getOrDefault(expr, Map.of())
                .forEach(
                        (labels, value) -> {
                            ResultSeries points = points(labels, value, start, end, step);
                            if (points.size() > 0) {
                                series.add(points);
                            }
                        });
        return new QueryResult(
                new ResultValue.Matrix(series),
                List.of(),
                List.of(),
                new QueryStatistics(0, 0, 0, 0, 0, 0));
    }

    private static ResultSeries points(
            Labels labels, LongFunction<@Nullable Double> value, long start, long end, long step) {
        int most = Math.toIntExact((end - start) / step + 1);
        long[] times = new long[most];
        double[] values = new double[most];
        int size = 0;
        for (long time = start; time <= end; time += step) {
            Double at = value.apply(time);
            if (at != null) {
                times[size] = time;
                values[size++] = at;
            }
        }
        return new ResultSeries(
                labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size), null, size);
    }
}
