package dev.muninn.ingest.scrape;

import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.discovery.DiscoverySources;
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
 * <p>One timer thread tells when; each scrape runs on a virtual thread of its own. The starts of
 * targets with one interval are spread over it by hash, the same after each restart.
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
    private final MetricsFetcher fetcher;
    private final Map<ScrapeTarget, Loop> loops = new LinkedHashMap<>();
    private final HttpClients clients;
    private final DiscoverySources sources;
    private TargetDiscovery discovery;
    private List<Labels> dropped = List.of();
    private @Nullable Future<?> watch;

    private record Loop(TargetScrape scrape, Future<?> schedule) {}

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
        fetcher = new MetricsFetcher(clients, maxBodyBytes);
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
        dropped = List.copyOf(found.dropped());
        List<ScrapeTarget> gone = new ArrayList<>(loops.keySet());
        gone.removeAll(found.targets());
        for (ScrapeTarget target : gone) {
            Loop loop = loops.remove(target);
            if (loop != null) {
                loop.schedule.cancel(false);
                workers.execute(loop.scrape::end);
            }
        }
        for (ScrapeTarget target : found.targets()) {
            loops.computeIfAbsent(target, this::start);
        }
    }

    private Loop start(ScrapeTarget target) {
        TargetScrape scrape =
                new TargetScrape(
                        target, sink, fetcher, workspaces, figures, clock, seeds.nextLong());
        AtomicBoolean running = new AtomicBoolean();
        Future<?> schedule =
                timer.scheduleAtFixedRate(
                        () -> startScrape(scrape, running),
                        firstDelayMillis(target, clock.millis()),
                        target.interval().toMillis(),
                        TimeUnit.MILLISECONDS);
        return new Loop(scrape, schedule);
    }

    /** Until the target's place in the interval, which depends on its labels alone. */
    static long firstDelayMillis(ScrapeTarget target, long nowMillis) {
        long interval = target.interval().toMillis();
        long hash = 31L * target.labels().hashCode() + target.url().hashCode();
        long place = Math.floorMod(hash * 0x9e3779b97f4a7c15L >>> 16, interval);
        return Math.floorMod(place - nowMillis, interval);
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
