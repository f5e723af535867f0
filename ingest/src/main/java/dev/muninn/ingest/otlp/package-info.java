/**
 * OpenTelemetry's metrics protocol: {@link dev.muninn.ingest.otlp.OtlpDecoder} turns requests into
 * batches by the rules Prometheus follows, so that names and labels are the same in both.
 */
@NullMarked
package dev.muninn.ingest.otlp;

import org.jspecify.annotations.NullMarked;
