package dev.muninn.model;

/** A part of Muninn that tells figures of itself. */
@FunctionalInterface
public interface TelemetrySource {

    /** Reports the figures of this moment; called about once a second, by one thread at a time. */
    void report(Telemetry to);
}
