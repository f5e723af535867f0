package dev.muninn.ingest;

import dev.muninn.ingest.shape.ShapingSink;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;

/** A sink that thins out, drops and renames samples as the policy of their source says. */
public final class SampleShaper implements SampleSink, TelemetrySource {

    private final ShapingSink shaping;

    public SampleShaper(SampleSink store, ShapingOptions options) {
        shaping = new ShapingSink(store, options.policies());
    }

    @Override
    public Session session(String sender) {
        return shaping.session(sender);
    }

    @Override
    public void report(Telemetry to) {
        shaping.report(to);
    }
}
