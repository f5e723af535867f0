package dev.muninn.query;

import dev.muninn.model.Clock;
import dev.muninn.query.log.ActiveQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down which queries run and which were slow. Safe for use by many threads. */
public final class QueryLog implements AutoCloseable {

    /** Writes nothing. */
    public static final QueryLog NONE = new QueryLog(null, Duration.ofDays(36_500), null);

    /** A query that was running when its process ended. */
    public record Interrupted(long startMillis, String query) {}

    private static final System.Logger LOGGER = System.getLogger("dev.muninn.query.slow");

    private final @Nullable ActiveQueries active;
    private final long slowNanos;
    private final @Nullable Clock clock;

    private QueryLog(@Nullable ActiveQueries active, Duration slow, @Nullable Clock clock) {
        this.active = active;
        this.slowNanos = slow.toNanos();
        this.clock = clock;
    }

    /**
     * Opens the file of running queries and says which ran when it was last left open.
     *
     * @param slow queries that take longer are logged when they end
     */
    public static QueryLog open(Path activeFile, Duration slow, Clock clock) {
        QueryLog log = new QueryLog(ActiveQueries.open(activeFile), slow, clock);
        for (Interrupted query : log.interrupted()) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "this query was running when the process before this one ended: {0}",
                    query.query());
        }
        return log;
    }

    /** The queries that ran when the process before this one ended. */
    public List<Interrupted> interrupted() {
        return active == null
                ? List.of()
                : active.interrupted().stream()
                        .map(query -> new Interrupted(query.startMillis(), query.text()))
                        .toList();
    }

    /** The number is for {@link #ended}. */
    int started(String query) {
        return active == null || clock == null ? -1 : active.started(query, clock.millis());
    }

    void ended(int number, String query, long nanos, @Nullable QueryStatistics statistics) {
        if (active != null && number >= 0) {
            active.ended(number);
        }
        if (nanos >= slowNanos) {
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "slow query: {0} ms, {1} series, {2} samples, {3}: {4}",
                    nanos / 1_000_000,
                    statistics == null ? 0 : statistics.series(),
                    statistics == null ? 0 : statistics.samples(),
                    statistics == null ? "failed" : "succeeded",
                    query);
        }
    }

    @Override
    public void close() {
        if (active != null) {
            active.close();
        }
    }
}
