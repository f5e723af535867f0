package dev.muninn.alert;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.PreparedQuery;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import java.time.Duration;
import java.util.List;

/** The queries of rules: a vector, or a number that becomes an element without labels. */
final class RuleQueries {

    private final QueryEngine engine;

    RuleQueries(QueryEngine engine) {
        this.engine = engine;
    }

    /**
     * The elements of an expression at one time.
     *
     * @throws MuninnException if it cannot be evaluated or gives a text or a range
     */
    List<ResultSeries> elements(String expr, long timeMillis) {
        return elements(expr, timeMillis, QueryCall.PLAIN);
    }

    /** The elements with another lookback than the configured one. */
    List<ResultSeries> elements(String expr, long timeMillis, Duration lookback) {
        return elements(expr, timeMillis, new QueryCall(null, lookback, 0, () -> false));
    }

    /** The elements of an expression that was prepared. */
    List<ResultSeries> elements(PreparedQuery query, long timeMillis) {
        return elements(engine.instant(query, timeMillis, QueryCall.PLAIN).value(), timeMillis);
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
