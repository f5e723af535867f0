package dev.muninn.alert.state;

import dev.muninn.query.ResultSeries;
import java.time.Duration;
import java.util.List;

/** Looks up what an expression gave at a time that is past. */
@FunctionalInterface
public interface PastElements {

    /**
     * The elements of the expression's result.
     *
     * @throws dev.muninn.model.MuninnException if it cannot be evaluated
     */
    List<ResultSeries> at(String expr, long timeMillis, Duration lookback);
}
