package dev.muninn.server;

import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;

/** Tells which Muninn runs here. */
final class BuildTelemetry implements TelemetrySource {

    @Override
    public void report(Telemetry to) {
        to.gauge(
                "muninn_build_info",
                "Always 1; its labels tell what runs.",
                1,
                "version",
                Version.NUMBER,
                "java",
                Runtime.version().toString());
    }
}
