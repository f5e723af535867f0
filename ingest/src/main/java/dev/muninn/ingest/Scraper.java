package dev.muninn.ingest;

import dev.muninn.ingest.scrape.ScrapePool;
import dev.muninn.ingest.scrape.ScrapeTarget;
import dev.muninn.ingest.scrape.TargetStatus;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scrapes the targets of a configuration from open to close. Safe for use by many threads. */
public final class Scraper implements TelemetrySource, AutoCloseable {

    private static final System.Logger logger = System.getLogger(Scraper.class.getName());

    private final ScrapePool pool;
    private @Nullable ScrapeConfig current;

    public Scraper(IngestOptions options, SampleSink sink, Clock clock) {
        pool = new ScrapePool(sink, clock, options.maxDecompressedBytes());
    }

    /** Starts to scrape. */
    public synchronized void open(ScrapeConfig config) {
        current = config;
        pool.apply(config.file());
        pool.open();
    }

    /** Changes what is scraped; targets that stay as they are do not lose a scrape. */
    public synchronized void reload(ScrapeConfig config) {
        for (String warning : config.warnings()) {
            logger.log(System.Logger.Level.WARNING, "scrape configuration: {0}", warning);
        }
        current = config;
        pool.apply(config.file());
    }

    /**
     * Reads the file of the configuration again.
     *
     * @throws MuninnException if there is none, or it is wrong; then the one before stays
     */
    public synchronized void reload() {
        if (current == null) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND,
                    "nothing to read again: name a file with ingest.scrape-config");
        }
        reload(current.readAgain());
        logger.log(System.Logger.Level.INFO, "the scrape configuration was read again");
    }

    public List<TargetState> targets() {
        List<TargetState> states = new ArrayList<>();
        pool.targets().forEach((target, status) -> states.add(state(target, status)));
        return states;
    }

    private static TargetState state(ScrapeTarget target, TargetStatus status) {
        return new TargetState(
                target.job(),
                target.url(),
                target.discovered(),
                target.labels(),
                switch (status.health()) {
                    case UNKNOWN -> TargetState.Health.UNKNOWN;
                    case UP -> TargetState.Health.UP;
                    case DOWN -> TargetState.Health.DOWN;
                },
                status.lastError(),
                status.lastScrapeMillis(),
                status.lastDurationSeconds(),
                status.samplesScraped(),
                target.interval(),
                target.timeout());
    }

    /** The discovered labels of targets that relabeling dropped. */
    public List<Labels> droppedTargets() {
        return pool.dropped();
    }

    @Override
    public void report(Telemetry to) {
        pool.report(to);
    }

    /** Stops scraping; twice is harmless. */
    @Override
    public void close() {
        pool.close();
    }
}
