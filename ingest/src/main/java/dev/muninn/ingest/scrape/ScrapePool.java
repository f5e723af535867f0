package dev.muninn.ingest.scrape;

import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.discovery.DiscoverySources;
import dev.muninn.ingest.http.PageReader;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Scrapes all targets of a configuration, each at its interval. Safe for use by many threads.
 *
 * <p>One timer thread tells when; each scrape runs on a virtual thread of its own.
 */
public final class ScrapePool implements AutoCloseable {

    private static final System.Logger logger = System.getLogger(ScrapePool.class.getName());

    /** How often discovery files are looked at; a look costs one stat per file. */
    private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(5);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final SampleSink sink;
    private final Clock clock;
    private final ScrapeFigures figures = new ScrapeFigures();
    private final ScrapeWorkspaces workspaces = new ScrapeWorkspaces();
    private final SplittableRandom seeds = new SplittableRandom();
    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService workers;
    private final PageReader pages;
    private final MetricsFetcher fetcher;
    private final ScrapeTimes times;
    private final Map<ScrapeTarget, Loop> loops = new LinkedHashMap<>();
    private final HttpClients clients;
    private final DiscoverySources sources;
    private TargetDiscovery discovery;
    private TargetDiscovery.@Nullable Found lastFound;
    private List<Labels> dropped = List.of();
    private @Nullable Future<?> watch;

    private record Loop(TargetScrape scrape, Runnable start) {}

    public ScrapePool(SampleSink sink, Clock clock, int maxBodyBytes) {
        this.sink = sink;
        this.clock = clock;
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("muninn-scrape-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        workers =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("muninn-scrape-", 0).factory());
        clients = new HttpClients(workers, clock);
        pages = new PageReader(timer, clock);
        fetcher = new MetricsFetcher(pages, clients, maxBodyBytes);
        times = new ScrapeTimes(timer, clock);
        sources = new DiscoverySources(clients, workers, clock, this::discover);
        discovery = new TargetDiscovery(List.of(), sources);
    }

    /** Starts to scrape what the configuration says; targets it has kept go on undisturbed. */
    public synchronized void apply(ScrapeFile file) {
        sources.retain(file.jobs().stream().flatMap(job -> job.discoveries().stream()).toList());
        discovery = new TargetDiscovery(file.jobs(), sources);
        discover();
    }

    /** Starts to look for changed discovery files. */
    public synchronized void open() {
        if (watch == null) {
            watch =
                    timer.scheduleWithFixedDelay(
                            () -> workers.execute(this::discover),
                            DISCOVERY_INTERVAL.toMillis(),
                            DISCOVERY_INTERVAL.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void discover() {
        TargetDiscovery.Found found = discovery.find();
        if (found.equals(lastFound)) {
            return;
        }
        lastFound = found;
        dropped = List.copyOf(found.dropped());
        List<ScrapeTarget> gone = new ArrayList<>(loops.keySet());
        gone.removeAll(found.targets());
        for (ScrapeTarget target : gone) {
            Loop loop = loops.remove(target);
            if (loop != null) {
                times.remove(target, loop.start);
                workers.execute(loop.scrape::end);
            }
        }
        for (ScrapeTarget target : found.targets()) {
            loops.computeIfAbsent(target, this::start).scrape.refuse(found.refusal(target));
        }
    }

    private Loop start(ScrapeTarget target) {
        TargetScrape scrape =
                new TargetScrape(
                        target, sink, fetcher, workspaces, figures, clock, seeds.nextLong());
        AtomicBoolean running = new AtomicBoolean();
        Runnable start = () -> startScrape(scrape, running);
        times.add(target, start);
        return new Loop(scrape, start);
    }

    private void startScrape(TargetScrape scrape, AtomicBoolean running) {
        if (!running.compareAndSet(false, true)) {
            figures.missed();
            return;
        }
        workers.execute(
                () -> {
                    try {
                        scrape.scrape();
                    } catch (RuntimeException e) {
                        logger.log(
                                System.Logger.Level.ERROR,
                                "scrape of " + scrape.target().url() + " broke",
                                e);
                    } finally {
                        running.set(false);
                    }
                });
    }

    /** The targets that are scraped, each with how its last scrape went. */
    public synchronized Map<ScrapeTarget, TargetStatus> targets() {
        Map<ScrapeTarget, TargetStatus> targets = new LinkedHashMap<>();
        loops.forEach((target, loop) -> targets.put(target, loop.scrape.status()));
        return targets;
    }

    /** The discovered labels of targets that relabeling dropped. */
    public synchronized List<Labels> dropped() {
        return dropped;
    }

    public void report(Telemetry to) {
        figures.report(to);
        sources.report(to);
        int[] byHealth = new int[TargetStatus.Health.values().length];
        targets().values().forEach(status -> byHealth[status.health().ordinal()]++);
        for (TargetStatus.Health health : TargetStatus.Health.values()) {
            to.gauge(
                    "muninn_ingest_scrape_targets",
                    "Targets by the outcome of their last scrape.",
                    byHealth[health.ordinal()],
                    "health",
                    health.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    /** Stops scraping. Series are not marked as ended: after a restart they go on. */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdown();
        sources.close();
        clients.close();
        pages.close();
        try {
            if (!workers.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
