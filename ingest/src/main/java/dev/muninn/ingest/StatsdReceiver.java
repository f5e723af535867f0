package dev.muninn.ingest;

import dev.muninn.ingest.statsd.StatsdMetrics;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.model.Clock;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;

/**
 * Takes StatsD packets, with DogStatsD's tags, and writes the state of their metrics when told to.
 * Safe for use by many threads.
 */
public final class StatsdReceiver implements TelemetrySource {

    private final StatsdMetrics metrics;
    private final Clock clock;
    private final PushFigures figures = new PushFigures("statsd");

    public StatsdReceiver(int maxMetrics, Clock clock) {
        metrics = new StatsdMetrics(maxMetrics);
        this.clock = clock;
    }

    /** Adds a packet to the state; lines that are broken are counted and left out. */
    public void receive(byte[] packet, int length) {
        Rejections rejections = new Rejections();
        metrics.receive(packet, length, rejections);
        figures.stored(length, rejections.addTo(WriteResult.EMPTY));
    }

    /** Writes the state of all metrics with the time of now; to be called every few seconds. */
    public WriteResult flush(SampleSink.Session session) {
        WriteBatch batch = new WriteBatch();
        metrics.flush(batch, clock.millis());
        if (batch.isEmpty()) {
            return WriteResult.EMPTY;
        }
        WriteResult result = session.write(batch, Durability.ASYNC);
        figures.written(result);
        return result;
    }

    @Override
    public void report(Telemetry to) {
        figures.report(to);
    }
}
