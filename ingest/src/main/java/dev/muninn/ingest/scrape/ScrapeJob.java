package dev.muninn.ingest.scrape;

import dev.muninn.ingest.access.HttpAccess;
import dev.muninn.ingest.discovery.Discovery;
import dev.muninn.ingest.exposition.HistogramChoice;
import dev.muninn.ingest.relabel.Relabeling;
import dev.muninn.ingest.target.TargetGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One entry of {@code scrape_configs}: how to scrape, and where the targets come from. */
record ScrapeJob(
        Settings settings,
        Relabeling relabeling,
        List<TargetGroup> groups,
        List<String> filePatterns,
        List<Discovery> discoveries) {

    /** What a target's scrapes depend on; targets whose settings change start anew. */
    record Settings(
            String name,
            Duration interval,
            Duration timeout,
            String metricsPath,
            String scheme,
            Map<String, List<String>> params,
            boolean honorsLabels,
            boolean honorsTimestamps,
            boolean tracksTimestampsStaleness,
            boolean compresses,
            String accept,
            HistogramChoice histograms,
            String fallbackProtocol,
            ScrapeLimits limits,
            HistogramLimits histogramLimits,
            HttpAccess access,
            Relabeling metricRelabeling) {}
}
