package dev.muninn.web;

import dev.muninn.ingest.Admission;
import dev.muninn.ingest.IngestOptions;
import dev.muninn.ingest.LogReceiver;
import dev.muninn.ingest.PushReceiver;
import dev.muninn.model.Clock;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;

/** A receiver for each protocol that is pushed over HTTP, and who may send how much. */
public record PushReceivers(
        Admission admission,
        PushReceiver remoteWrite,
        PushReceiver otlp,
        PushReceiver influx,
        PushReceiver json,
        PushReceiver text,
        LogReceiver logs)
        implements TelemetrySource, AutoCloseable {

    public static PushReceivers of(IngestOptions options, SampleSink sink, Clock clock) {
        return new PushReceivers(
                new Admission(options.admission(), clock),
                PushReceiver.remoteWrite(options),
                PushReceiver.otlp(options),
                PushReceiver.influx(options, clock),
                PushReceiver.json(options, clock),
                PushReceiver.text(options, clock),
                LogReceiver.open(options, sink, clock));
    }

    @Override
    public void report(Telemetry to) {
        admission.report(to);
        remoteWrite.report(to);
        otlp.report(to);
        influx.report(to);
        json.report(to);
        text.report(to);
        logs.report(to);
    }

    /** Stores what is still to be stored. */
    @Override
    public void close() {
        logs.close();
    }
}
