/**
 * Fetching what targets offer: the configuration file ({@link
 * dev.muninn.ingest.scrape.ScrapeFile}), what is to be scraped ({@link
 * dev.muninn.ingest.scrape.TargetDiscovery}), and one target's scrapes ({@link
 * dev.muninn.ingest.scrape.TargetScrape}).
 */
@NullMarked
package dev.muninn.ingest.scrape;

import org.jspecify.annotations.NullMarked;
