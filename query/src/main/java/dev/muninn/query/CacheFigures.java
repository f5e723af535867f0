package dev.muninn.query;

import dev.muninn.model.Telemetry;
import java.util.concurrent.atomic.LongAdder;

/** What the result cache counts. Safe for use by many threads. */
final class CacheFigures {

    final LongAdder answered = new LongAdder();
    final LongAdder extended = new LongAdder();
    final LongAdder missed = new LongAdder();
    final LongAdder uncacheable = new LongAdder();
    final LongAdder joined = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder changed = new LongAdder();
    final LongAdder cachedPoints = new LongAdder();
    final LongAdder computedPoints = new LongAdder();

    void report(Telemetry to) {
        count(to, "hit", answered);
        count(to, "part", extended);
        count(to, "miss", missed);
        count(to, "uncacheable", uncacheable);
        to.counter(
                "muninn_query_cache_points_total",
                "Points of range queries, by where they came from.",
                (double) cachedPoints.sum(),
                "from",
                "cache");
        to.counter(
                "muninn_query_cache_points_total",
                "Points of range queries, by where they came from.",
                (double) computedPoints.sum(),
                "from",
                "store");
        to.counter(
                "muninn_query_cache_joins_total",
                "Queries that waited for an equal one and took its answer.",
                (double) joined.sum());
        to.counter(
                "muninn_query_cache_changed_total",
                "Blocks found to be changed by late samples, deletions or a refresh.",
                (double) changed.sum());
        to.counter(
                "muninn_query_cache_refused_total",
                "Answers not kept as they were incomplete or too large.",
                (double) refused.sum());
    }

    private static void count(Telemetry to, String outcome, LongAdder count) {
        to.counter(
                "muninn_query_cache_queries_total",
                "Range queries, by how much of the answer was there.",
                (double) count.sum(),
                "outcome",
                outcome);
    }
}
