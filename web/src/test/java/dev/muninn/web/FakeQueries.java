package dev.muninn.web;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.query.Explanation;
import dev.muninn.query.Queries;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryDetails;
import dev.muninn.query.QueryResult;
import dev.muninn.query.QueryStatistics;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers set per expression; a selector is a metric's name or {@code {name="value"}}, a narrowed
 * expression one with a list of matchers behind.
 */
public final class FakeQueries implements Queries {

    private static final Pattern SELECTOR = Pattern.compile("\\{\"?(\\w+)\"?=\"(\\w*)\"}");

    private final Map<String, Function<QueryCall, ResultValue>> answers = new ConcurrentHashMap<>();

    public void answer(String expr, ResultValue value) {
        answers.put(expr, call -> value);
    }

    public void answer(String expr, Function<QueryCall, ResultValue> value) {
        answers.put(expr, value);
    }

    public void fail(String expr, MuninnException.Kind kind, String message) {
        answers.put(
                expr,
                call -> {
                    throw new MuninnException(kind, message);
                });
    }

    public static ResultSeries series(Labels labels, long[] times, double... values) {
        return new ResultSeries(labels, times, values, null, values.length);
    }

    @Override
    public QueryResult instant(String expr, long timeMillis, QueryCall call) {
        return result(expr, call);
    }

    @Override
    public QueryResult range(String expr, long start, long end, long step, QueryCall call) {
        return result(expr, call);
    }

    private QueryResult result(String expr, QueryCall call) {
        Function<QueryCall, ResultValue> answer = answers.get(expr);
        if (answer == null) {
            throw MuninnException.badInput("1:1: parse error: unexpected " + expr);
        }
        return new QueryResult(
                answer.apply(call),
                List.of("a warning"),
                List.of(),
                new QueryStatistics(1, 12, 6, 1_000, 2_000, 3_000),
                call.isExplained() ? details() : null);
    }

    private static QueryDetails details() {
        Explanation range =
                new Explanation(
                        "range", "x[5m]", 1_000_000, 1_000_000, 9, 1, 9, 300_000, List.of());
        Explanation rate =
                new Explanation(
                        "call", "rate(x[5m])", 2_000_000, 1_000_000, 9, 1, 2, 0, List.of(range));
        return new QueryDetails(rate, 5_000, 15_000, new long[] {3, 4}, 1);
    }

    @Override
    public List<Matcher> parseSelector(String selector) {
        java.util.regex.Matcher matched = SELECTOR.matcher(selector);
        if (matched.matches()) {
            return List.of(Matcher.equal(matched.group(1), matched.group(2)));
        }
        if (selector.isEmpty() || !selector.matches("\\w+")) {
            throw MuninnException.badInput("1:1: parse error: no selector");
        }
        return List.of(Matcher.equal(Labels.METRIC_NAME, selector));
    }

    @Override
    public List<List<Matcher>> selectors(String expr) {
        return List.of(parseSelector(expr));
    }

    @Override
    public String narrow(String expr, List<Matcher> added) {
        if (expr.contains("(((")) {
            throw MuninnException.badInput("1:4: parse error: unexpected end of input");
        }
        return expr + added;
    }

    @Override
    public Map<String, @Nullable Object> tree(String expr) {
        return Map.of("val", expr);
    }

    @Override
    public String format(String expr) {
        if (expr.contains("(((")) {
            throw MuninnException.badInput("1:4: parse error: unexpected end of input");
        }
        return expr.strip();
    }
}
