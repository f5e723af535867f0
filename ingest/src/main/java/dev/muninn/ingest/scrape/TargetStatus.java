package dev.muninn.ingest.scrape;

/**
 * How the last scrape of a target went.
 *
 * @param lastError empty if it went well
 */
public record TargetStatus(
        Health health,
        String lastError,
        long lastScrapeMillis,
        double lastDurationSeconds,
        int samplesScraped) {

    /** Whether a target answers. */
    public enum Health {
        UNKNOWN,
        UP,
        DOWN
    }

    static final TargetStatus NEVER_SCRAPED = new TargetStatus(Health.UNKNOWN, "", 0, 0, 0);
}
