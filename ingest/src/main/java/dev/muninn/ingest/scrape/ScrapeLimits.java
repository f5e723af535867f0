package dev.muninn.ingest.scrape;

/** What one target may offer at most; 0 means no limit. */
record ScrapeLimits(
        long samples,
        long labels,
        long labelNameBytes,
        long labelValueBytes,
        long bodyBytes,
        long targets) {

    static final ScrapeLimits NONE = new ScrapeLimits(0, 0, 0, 0, 0, 0);
}
