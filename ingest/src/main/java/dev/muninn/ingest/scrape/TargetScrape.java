package dev.muninn.ingest.scrape;

import dev.muninn.ingest.exposition.ExpositionFormat;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Staleness;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;

/** The scrapes of one target, one after the other. Safe for use by many threads. */
final class TargetScrape {

    /*
     * A scrape is stored as a whole or, where anything in it is wrong, not at all. What was alive
     * before and is not in this scrape gets a staleness marker: single series that vanished, or all
     * of them when the target fails or is removed.
     */

    private static final System.Logger logger = System.getLogger(TargetScrape.class.getName());

    /** Texts no longer offered are forgotten when they outnumber the rest by so many. */
    private static final int FORGOTTEN_TEXTS = 1000;

    private final ScrapeTarget target;
    private final SampleSink.Session session;
    private final MetricsFetcher fetcher;
    private final ScrapeWorkspaces workspaces;
    private final ScrapeFigures figures;
    private final Clock clock;
    private final long seed;
    private final MetadataChanges metadata = new MetadataChanges();
    private KnownSeries known;
    private ScrapedSamples samples;
    private ReportSeries report;
    private int scrapeNumber;
    private long lastMillis = Long.MIN_VALUE;
    private int lastGoodSamples;
    private boolean hasEnded;
    private volatile TargetStatus status = TargetStatus.NEVER_SCRAPED;
    private volatile String refusal = "";

    TargetScrape(
            ScrapeTarget target,
            SampleSink sink,
            MetricsFetcher fetcher,
            ScrapeWorkspaces workspaces,
            ScrapeFigures figures,
            Clock clock,
            long seed) {
        this.target = target;
        this.fetcher = fetcher;
        this.workspaces = workspaces;
        this.figures = figures;
        this.clock = clock;
        this.seed = seed;
        session = sink.session("scrape " + target.job() + " " + target.url());
        known = new KnownSeries(seed);
        samples = new ScrapedSamples(target, known, metadata);
        report = new ReportSeries(target, known);
    }

    ScrapeTarget target() {
        return target;
    }

    TargetStatus status() {
        return status;
    }

    /** Lets scrapes fail for this reason, without asking the target; those as before if empty. */
    void refuse(String reason) {
        refusal = reason;
    }

    /** Scrapes once; does nothing after the end. */
    synchronized void scrape() {
        if (hasEnded) {
            return;
        }
        long startMillis = clock.millis();
        long startNanos = clock.nanos();
        samples.begin(++scrapeNumber, startMillis);
        ScrapeWorkspace workspace = workspaces.borrow();
        String error = refusal.isEmpty() ? fetchAndParse(workspace) : refusal;
        double seconds = (clock.nanos() - startNanos) / 1e9;
        int scraped = samples.scraped();
        error = store(workspace.batch, error, startMillis, seconds);
        if (error.isEmpty()) {
            // After a failure the client may still write into the buffers: they are let go.
            workspaces.giveBack(workspace);
        }
        note(error, startMillis, seconds, scraped);
    }

    /** Fetches and parses; returns what went wrong, empty if nothing did. */
    private String fetchAndParse(ScrapeWorkspace workspace) {
        try {
            String contentType = fetcher.fetch(target, workspace.raw, workspace.body);
            if (workspace.body.length() > 0) {
                ExpositionFormat format =
                        ExpositionFormat.of(contentType, target.settings().fallbackProtocol());
                workspace.parse(format, target.settings().histograms(), samples);
            }
            samples.checkSampleLimit();
            return "";
        } catch (MuninnException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private String store(WriteBatch batch, String error, long nowMillis, double seconds) {
        boolean up = error.isEmpty();
        batch.clear();
        batch.attach(known.labels());
        if (up) {
            samples.addTo(batch);
            metadata.drainTo(batch::addMetadata);
        }
        addMarkers(batch, nowMillis, up);
        report.add(batch, nowMillis, up, seconds, samples);
        try {
            WriteResult result = session.write(batch, Durability.ASYNC);
            figures.stored(result, samples.duplicates());
        } catch (MuninnException e) {
            return "samples not stored: " + e.getMessage();
        }
        lastMillis = nowMillis;
        noteAlive(up);
        lastGoodSamples = up ? samples.scraped() : lastGoodSamples;
        if (known.textCount() > 2 * lastGoodSamples + FORGOTTEN_TEXTS) {
            forgetVanished();
        }
        return error;
    }

    private void addMarkers(WriteBatch batch, long nowMillis, boolean up) {
        for (int i = 0; i < known.seriesCount(); i++) {
            if (known.isAlive(i) && !(up && known.wasSeenIn(i, scrapeNumber))) {
                batch.addSeries(known.labelStart(i), known.labelEnd(i));
                batch.addSample(nowMillis, Staleness.MARKER);
            }
        }
    }

    private void noteAlive(boolean up) {
        for (int i = 0; i < known.seriesCount(); i++) {
            known.alive(i, up && known.wasSeenIn(i, scrapeNumber));
        }
    }

    private void forgetVanished() {
        known = known.alive(seed);
        samples = new ScrapedSamples(target, known, metadata);
        report = new ReportSeries(target, known);
    }

    private void note(String error, long startMillis, double seconds, int scraped) {
        TargetStatus.Health health =
                error.isEmpty() ? TargetStatus.Health.UP : TargetStatus.Health.DOWN;
        if (health != status.health() && health == TargetStatus.Health.DOWN) {
            logger.log(
                    System.Logger.Level.WARNING, "scrape of {0} fails: {1}", target.url(), error);
        } else if (status.health() == TargetStatus.Health.DOWN && error.isEmpty()) {
            logger.log(System.Logger.Level.INFO, "scrape of {0} works again", target.url());
        }
        figures.scraped(error.isEmpty(), seconds, scraped);
        status = new TargetStatus(health, error, startMillis, seconds, scraped);
    }

    /** Marks all series as ended, as the target is scraped no more. */
    synchronized void end() {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        if (lastMillis == Long.MIN_VALUE) {
            return;
        }
        long nowMillis = Math.max(clock.millis(), lastMillis + 1);
        WriteBatch batch = new WriteBatch();
        batch.attach(known.labels());
        addMarkers(batch, nowMillis, false);
        report.addMarkers(batch, nowMillis);
        try {
            session.write(batch, Durability.ASYNC);
        } catch (MuninnException e) {
            logger.log(
                    System.Logger.Level.WARNING,
                    "the end of {0} is not marked: {1}",
                    target.url(),
                    e.getMessage());
        }
    }
}
