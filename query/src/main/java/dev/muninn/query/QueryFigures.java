package dev.muninn.query;

import dev.muninn.model.Buckets;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What the engine counts of its queries. Safe for use by many threads. */
final class QueryFigures {

    /** From what feels instant to what times out. */
    private final Buckets seconds =
            new Buckets(
                    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
                    30, 120);

    private final Map<MuninnException.Kind, Long> failures =
            new EnumMap<>(MuninnException.Kind.class);
    private long samples;
    private long series;

    synchronized void succeeded(QueryStatistics statistics, long nanos) {
        seconds.add(nanos / 1e9);
        samples += statistics.samples();
        series += statistics.series();
    }

    synchronized void failed(MuninnException.Kind kind, long nanos) {
        seconds.add(nanos / 1e9);
        failures.merge(kind, 1L, Long::sum);
    }

    synchronized void report(Telemetry to) {
        seconds.report(to, "muninn_query_duration_seconds", "Time queries took, waiting included.");
        to.counter("muninn_query_samples_total", "Samples read for queries.", (double) samples);
        to.counter("muninn_query_series_total", "Series touched by queries.", (double) series);
        for (MuninnException.Kind kind : MuninnException.Kind.values()) {
            to.counter(
                    "muninn_query_failures_total",
                    "Queries that failed, by reason.",
                    failures.getOrDefault(kind, 0L),
                    "reason",
                    kind.name().toLowerCase(Locale.ROOT));
        }
    }
}
