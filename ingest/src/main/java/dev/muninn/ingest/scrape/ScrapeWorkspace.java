package dev.muninn.ingest.scrape;

import dev.muninn.ingest.exposition.ExpositionFormat;
import dev.muninn.ingest.exposition.ExpositionHandler;
import dev.muninn.ingest.exposition.HistogramChoice;
import dev.muninn.ingest.exposition.MetricFamilyParser;
import dev.muninn.ingest.exposition.OpenMetrics2Parser;
import dev.muninn.ingest.exposition.OpenMetricsParser;
import dev.muninn.ingest.exposition.TextParser;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.WriteBatch;

/** Buffers and parsers that a scrape needs and the next one, of any target, can use again. */
final class ScrapeWorkspace {

    final BodyBuffer raw = new BodyBuffer();
    final BodyBuffer body = new BodyBuffer();
    final WriteBatch batch = new WriteBatch();
    private final TextParser text = new TextParser();
    private final OpenMetricsParser openMetrics = new OpenMetricsParser();
    private final OpenMetrics2Parser openMetrics2 = new OpenMetrics2Parser();
    private final MetricFamilyParser metricFamilies = new MetricFamilyParser();

    /** Parses the body; one without a byte is a good exposition of nothing. */
    void parse(ExpositionFormat format, HistogramChoice histograms, ExpositionHandler handler) {
        if (body.length() == 0) {
            return;
        }
        switch (format) {
            case TEXT -> text.parse(body, handler);
            case OPEN_METRICS -> openMetrics.parse(body, handler);
            case OPEN_METRICS_2 -> openMetrics2.parse(body, histograms, handler);
            case PROTOBUF -> metricFamilies.parse(body, histograms, handler);
        }
    }

    void clear() {
        raw.clear();
        body.clear();
        batch.clear();
    }
}
