package dev.muninn.ingest.otlp;

import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;

/**
 * One metric of one resource.
 *
 * @param high with {@code low} the hash of the resource and of what the metric says of itself
 * @param name as it is stored
 * @param shared labels of all its series
 */
record MetricContext(long high, long low, String name, Labels shared, MetricMetadata metadata) {}
