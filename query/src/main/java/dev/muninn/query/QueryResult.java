package dev.muninn.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query's answer.
 *
 * @param warnings what makes the answer doubtful, as Prometheus words it
 * @param infos what its author may want to know
 * @param details what its parts did, if the call wanted to know
 */
public record QueryResult(
        ResultValue value,
        List<String> warnings,
        List<String> infos,
        QueryStatistics statistics,
        @Nullable QueryDetails details) {

    /** An answer without details. */
    public QueryResult(
            ResultValue value,
            List<String> warnings,
            List<String> infos,
            QueryStatistics statistics) {
        this(value, warnings, infos, statistics, null);
    }

    QueryResult waited(long nanos) {
        return new QueryResult(value, warnings, infos, statistics.withQueueNanos(nanos), details);
    }

    QueryResult withCachedSteps(long steps) {
        return new QueryResult(
                value,
                warnings,
                infos,
                statistics,
                details == null ? null : details.withCachedSteps(steps));
    }
}
