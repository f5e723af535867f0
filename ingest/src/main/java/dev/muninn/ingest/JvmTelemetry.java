package dev.muninn.ingest;

import dev.muninn.ingest.collect.jvm.JvmMemory;
import dev.muninn.ingest.collect.jvm.JvmRuntime;
import dev.muninn.ingest.collect.jvm.OwnProcess;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;

/** The JVM and the process Muninn runs in, under the names Prometheus' Java client gives them. */
public final class JvmTelemetry implements TelemetrySource {

    private final JvmMemory memory = new JvmMemory();
    private final JvmRuntime runtime = new JvmRuntime();
    private final OwnProcess process = new OwnProcess();

    @Override
    public void report(Telemetry to) {
        memory.report(to);
        runtime.report(to);
        process.report(to);
    }
}
