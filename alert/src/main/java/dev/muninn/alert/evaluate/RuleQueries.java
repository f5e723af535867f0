package dev.muninn.alert.evaluate;

import dev.muninn.alert.rule.Rule;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.PreparedQuery;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The queries of a group's rules: a vector, or a number that becomes an element without labels. An
 * expression that several rules have is evaluated once. Confined to the group's run.
 */
public final class RuleQueries {

    private final QueryEngine engine;

    /** Texts of expressions that more than one rule has. */
    private final Set<String> shared;

    /** What those gave since something was written. */
    private final Map<String, List<ResultSeries>> known = new HashMap<>();

    public RuleQueries(QueryEngine engine, List<Rule> rules) {
        this.engine = engine;
        Set<String> seen = new HashSet<>();
        shared =
                rules.stream()
                        .map(Rule::expr)
                        .filter(expr -> !seen.add(expr))
                        .collect(Collectors.toSet());
    }

    /** Evaluates all anew: another time has come, or something was written that rules may read. */
    void forget() {
        known.clear();
    }

    /**
     * The elements of an expression at one time.
     *
     * @throws MuninnException if it cannot be evaluated or gives a text or a range
     */
    public List<ResultSeries> elements(String expr, long timeMillis) {
        return elements(expr, timeMillis, QueryCall.PLAIN);
    }

    /** The elements with another lookback than the configured one. */
    public List<ResultSeries> elements(String expr, long timeMillis, Duration lookback) {
        return elements(expr, timeMillis, new QueryCall(null, lookback, 0, () -> false));
    }

    /** The elements of an expression that was prepared; shared, so only to be read. */
    public List<ResultSeries> elements(PreparedQuery query, long timeMillis) {
        List<ResultSeries> elements = known.get(query.text());
        if (elements == null) {
            elements =
                    elements(
                            engine.instant(query, timeMillis, QueryCall.PLAIN).value(), timeMillis);
            if (shared.contains(query.text())) {
                known.put(query.text(), elements);
            }
        }
        return elements;
    }

    private List<ResultSeries> elements(String expr, long timeMillis, QueryCall call) {
        return elements(engine.instant(expr, timeMillis, call).value(), timeMillis);
    }

    private static List<ResultSeries> elements(ResultValue value, long timeMillis) {
        return switch (value) {
            case ResultValue.Vector vector -> vector.series();
            case ResultValue.Scalar scalar ->
                    List.of(
                            new ResultSeries(
                                    Labels.empty(),
                                    new long[] {timeMillis},
                                    new double[] {scalar.value()},
                                    null,
                                    1));
            case ResultValue.Text ignored -> throw notAVector();
            case ResultValue.Matrix ignored -> throw notAVector();
        };
    }

    private static MuninnException notAVector() {
        return new MuninnException(
                MuninnException.Kind.UNPROCESSABLE, "rule result is not a vector or scalar");
    }
}
