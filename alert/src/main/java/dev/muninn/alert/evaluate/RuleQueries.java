package dev.muninn.alert.evaluate;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
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
        ResultValue value = engine.instant(expr, timeMillis, QueryCall.PLAIN).value();
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
