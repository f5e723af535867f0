package dev.muninn.web;

import dev.muninn.ingest.Scraper;
import dev.muninn.model.MuninnException;

/** What the doors may ask of scraping. */
@FunctionalInterface
public interface ScrapeControl {

    /** What is scraped at the moment. */
    ScrapeTargets targets();

    /**
     * Reads the configuration again.
     *
     * @throws MuninnException if there is none, or it is wrong; then the one before stays
     */
    default void reload() {
        throw new MuninnException(
                MuninnException.Kind.NOT_FOUND, "there is no scrape configuration to read again");
    }

    /** Control of a scraper, where one request reads all configuration again. */
    static ScrapeControl of(Scraper scraper, Runnable reload) {
        return new ScrapeControl() {
            @Override
            public ScrapeTargets targets() {
                return ScrapeTargets.of(scraper);
            }

            @Override
            public void reload() {
                reload.run();
            }
        };
    }
}
