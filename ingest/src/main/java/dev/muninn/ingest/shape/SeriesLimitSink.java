package dev.muninn.ingest.shape;

import dev.muninn.model.Clock;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A sink in which each source may have so many series. Safe for use by many threads. */
public final class SeriesLimitSink implements SampleSink, TelemetrySource {

    /** Sources beyond this are looked through for those that are silent. */
    private static final int MANY_SOURCES = 1000;

    private final SampleSink store;
    private final long limit;
    private final Clock clock;
    private final Map<String, SourceSeries> sources = new ConcurrentHashMap<>();
    private final LongAdder leftOut = new LongAdder();
    private final long seed = new SecureRandom().nextLong();

    /**
     * A sink before another one.
     *
     * @param limit series of a source; 0 for no limit
     */
    public SeriesLimitSink(SampleSink store, long limit, Clock clock) {
        this.store = store;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public Session session(String sender) {
        Session session = store.session(sender);
        if (limit == 0) {
            return session;
        }
        if (sources.size() > MANY_SOURCES) {
            sources.values().removeIf(SourceSeries::isForgotten);
        }
        SourceSeries known =
                sources.computeIfAbsent(
                        Sender.host(sender), host -> new SourceSeries(host, limit, clock));
        return new LimitedSession(session, known, leftOut, seed);
    }

    @Override
    public void report(Telemetry to) {
        to.counter(
                "muninn_ingest_series_limited_samples_total",
                "Samples of series that were more than their source may have.",
                (double) leftOut.sum());
    }
}
