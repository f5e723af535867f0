package dev.muninn.ingest;

import dev.muninn.model.Labels;
import java.net.URI;
import java.time.Duration;

/**
 * A scrape target and how its last scrape went.
 *
 * @param discoveredLabels before relabeling
 * @param labels what its series get
 * @param lastError empty if the last scrape went well
 * @param lastScrapeMillis 0 before the first scrape
 */
public record TargetState(
        String job,
        URI url,
        Labels discoveredLabels,
        Labels labels,
        Health health,
        String lastError,
        long lastScrapeMillis,
        double lastDurationSeconds,
        int lastSamples,
        Duration interval,
        Duration timeout) {

    /** Whether a target answers. */
    public enum Health {
        UNKNOWN,
        UP,
        DOWN
    }
}
