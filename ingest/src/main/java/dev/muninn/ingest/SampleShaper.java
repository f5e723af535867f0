package dev.muninn.ingest;

import dev.muninn.ingest.shape.SeriesLimitSink;
import dev.muninn.ingest.shape.ShapingSink;
import dev.muninn.model.Clock;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;

/**
 * A sink that thins out, drops and renames samples as the policy of their source says, and then
 * holds the source to the number of series it may have.
 */
public final class SampleShaper implements SampleSink, TelemetrySource {

    private final SeriesLimitSink limiting;
    private final ShapingSink shaping;

    public SampleShaper(SampleSink store, IngestOptions options, Clock clock) {
        limiting = new SeriesLimitSink(store, options.admission().maxSeriesPerSource(), clock);
        shaping = new ShapingSink(limiting, options.shaping().policies());
    }

    @Override
    public Session session(String sender) {
        return shaping.session(sender);
    }

    @Override
    public void report(Telemetry to) {
        shaping.report(to);
        limiting.report(to);
    }
}
