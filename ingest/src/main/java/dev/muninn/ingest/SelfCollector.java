package dev.muninn.ingest;

import dev.muninn.ingest.collect.CollectLoop;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;

/**
 * Stores Muninn's own figures, labelled {@code job="muninn"} and {@code instance} with the address
 * it listens on; runs from {@link #open} to {@link #close}.
 */
public final class SelfCollector implements TelemetrySource, AutoCloseable {

    private final CollectLoop loop;

    private SelfCollector(CollectLoop loop) {
        this.loop = loop;
    }

    /** Starts collecting into the sink. */
    public static SelfCollector open(
            CollectOptions options,
            String listenAddress,
            OwnMetrics metrics,
            SampleSink sink,
            Clock clock) {
        CollectLoop loop =
                new CollectLoop(
                        "self",
                        Labels.of("job", "muninn", "instance", listenAddress),
                        options.interval(),
                        sink,
                        clock,
                        metrics::report);
        loop.open(Thread.ofPlatform().daemon());
        return new SelfCollector(loop);
    }

    @Override
    public void report(Telemetry to) {
        loop.report(to);
    }

    @Override
    public void close() {
        loop.close();
    }
}
