package dev.muninn.query;

import java.util.List;

/**
 * A query's answer.
 *
 * @param warnings what makes the answer doubtful, as Prometheus words it
 * @param infos what its author may want to know
 */
public record QueryResult(
        ResultValue value, List<String> warnings, List<String> infos, QueryStatistics statistics) {

    QueryResult waited(long nanos) {
        return new QueryResult(value, warnings, infos, statistics.withQueueNanos(nanos));
    }
}
