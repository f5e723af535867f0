/**
 * The formats in which programs offer their metrics: {@link
 * dev.muninn.ingest.exposition.TextParser} for Prometheus' own text, {@link
 * dev.muninn.ingest.exposition.OpenMetricsParser} for OpenMetrics 1.0, {@link
 * dev.muninn.ingest.exposition.OpenMetrics2Parser} for its second version, {@link
 * dev.muninn.ingest.exposition.MetricFamilyParser} for protobuf. They accept and refuse what
 * Prometheus' parsers do, and hand each sample to an {@link
 * dev.muninn.ingest.exposition.ExpositionHandler}.
 */
@NullMarked
package dev.muninn.ingest.exposition;

import org.jspecify.annotations.NullMarked;
