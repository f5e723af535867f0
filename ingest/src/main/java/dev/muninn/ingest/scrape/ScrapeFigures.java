package dev.muninn.ingest.scrape;

import dev.muninn.model.Append;
import dev.muninn.model.Buckets;
import dev.muninn.model.Telemetry;
import dev.muninn.model.WriteResult;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts what scraping did. Safe for use by many threads. */
final class ScrapeFigures {

    private final LongAdder good = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder samples = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final Map<Append, LongAdder> refused = new EnumMap<>(Append.class);
    private final Buckets durations =
            new Buckets(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);

    ScrapeFigures() {
        for (Append reason : Append.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    void scraped(boolean up, double seconds, int count) {
        (up ? good : failed).increment();
        samples.add(count);
        durations.add(seconds);
    }

    /** A scrape was due while the one before still ran. */
    void missed() {
        missed.increment();
    }

    void stored(WriteResult result, int duplicateSamples) {
        duplicates.add(duplicateSamples);
        for (WriteResult.Rejection rejection : result.rejections()) {
            Objects.requireNonNull(refused.get(rejection.reason())).add(rejection.samples());
        }
    }

    void report(Telemetry to) {
        String scrapes = "muninn_ingest_scrapes_total";
        to.counter(scrapes, "Scrapes done.", (double) good.sum(), "outcome", "good");
        to.counter(scrapes, "Scrapes done.", (double) failed.sum(), "outcome", "failed");
        to.counter(scrapes, "Scrapes done.", (double) missed.sum(), "outcome", "missed");
        to.counter(
                "muninn_ingest_scraped_samples_total",
                "Samples in the expositions scraped.",
                (double) samples.sum());
        String refusedName = "muninn_ingest_scrape_refused_samples_total";
        String refusedHelp = "Scraped samples that were not stored.";
        refused.forEach(
                (reason, count) ->
                        to.counter(
                                refusedName,
                                refusedHelp,
                                (double) count.sum(),
                                "reason",
                                reason.reason()));
        to.counter(
                refusedName, refusedHelp, (double) duplicates.sum(), "reason", "twice-in-scrape");
        durations.report(
                to,
                "muninn_ingest_scrape_duration_seconds",
                "Time from the start of a scrape to its last parsed line.");
    }
}
