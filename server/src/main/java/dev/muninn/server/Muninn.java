package dev.muninn.server;

import dev.muninn.alert.RuleBook;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.ingest.HostCollector;
import dev.muninn.ingest.JvmTelemetry;
import dev.muninn.ingest.OwnMetrics;
import dev.muninn.ingest.ScrapeConfig;
import dev.muninn.ingest.Scraper;
import dev.muninn.ingest.SelfCollector;
import dev.muninn.ingest.TargetCollector;
import dev.muninn.model.Clock;
import dev.muninn.model.SampleSink;
import dev.muninn.model.TelemetrySource;
import dev.muninn.query.QueryEngine;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.store.Store;
import dev.muninn.stream.LiveStreams;
import dev.muninn.web.BuildFacts;
import dev.muninn.web.PushReceivers;
import dev.muninn.web.Queries;
import dev.muninn.web.ScrapeTargets;
import dev.muninn.web.StoreCare;
import dev.muninn.web.WebParts;
import dev.muninn.web.WebServer;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The whole server: builds all parts in order, joins them, and ends them in reverse. */
final class Muninn implements AutoCloseable {

    private static final System.Logger logger = System.getLogger(Muninn.class.getName());

    private final MuninnOptions options;
    private final Clock clock;
    private final OwnMetrics metrics = new OwnMetrics();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private String address = "";
    private long series;

    private Muninn(MuninnOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * Opens all parts; when it returns the server answers.
     *
     * @throws dev.muninn.model.MuninnException if a part cannot start; those before it are closed
     */
    static Muninn open(MuninnOptions options, Clock clock) {
        Muninn muninn = new Muninn(options, clock);
        try {
            muninn.start();
            return muninn;
        } catch (RuntimeException e) {
            muninn.close();
            throw e;
        }
    }

    private void start() {
        Store store = started(Store.open(options.data(), options.store(), clock));
        QueryEngine queries = started(QueryEngine.open(store, options.query(), clock));
        CatalogDatabase database = started(CatalogDatabase.open(options.catalog(), options.data()));
        Catalog catalog =
                started(
                        Catalog.open(
                                database,
                                options.catalog(),
                                clock,
                                new RecentMetrics(store, clock)));
        catalog.provisioning().ifPresent(this::tell);
        RuleBook rules = started(RuleBook.open(options.rules(), queries, store, clock));
        LiveStreams live =
                started(LiveStreams.open(options.stream(), queries::range, queries::format, clock));
        Scraper scraper = started(new Scraper(options.ingest(), store, clock));
        PushReceivers push = PushReceivers.of(options.ingest(), clock);
        WebServer web =
                started(
                        WebServer.open(
                                options.web(),
                                new WebParts(
                                        Queries.of(queries),
                                        store,
                                        store,
                                        store,
                                        push,
                                        () -> ScrapeTargets.of(scraper),
                                        rules::groups,
                                        options.storeAdminApi()
                                                ? Optional.of(
                                                        new StoreCare(store::flush, store::compact))
                                                : Optional.empty(),
                                        Optional.of(catalog),
                                        live,
                                        () -> Optional.ofNullable(store.writeRefusal()),
                                        metrics,
                                        new BuildFacts(Version.NUMBER, "", "")),
                                clock));
        tell(new BuildTelemetry(), new JvmTelemetry(), store, queries);
        tell(push, scraper, database, rules, live, web);
        startCollectors(store, web);
        options.scrape().ifPresent(config -> startScraping(scraper, config));
        address = "http://" + hostInUrl() + ":" + web.port();
        series = store.seriesCount();
    }

    private void startCollectors(SampleSink sink, WebServer web) {
        if (options.collect().host()) {
            tell(started(HostCollector.open(options.collect(), sink, clock)));
        }
        if (options.collect().self()) {
            String instance = hostInUrl() + ":" + web.port();
            tell(started(SelfCollector.open(options.collect(), instance, metrics, sink, clock)));
        }
        tell(started(TargetCollector.open(options.targets(), options.collect(), sink, clock)));
    }

    private static void startScraping(Scraper scraper, ScrapeConfig config) {
        for (String warning : config.warnings()) {
            logger.log(Level.WARNING, "scrape configuration: {0}", warning);
        }
        scraper.open(config);
    }

    private <T extends AutoCloseable> T started(T part) {
        running.push(part);
        return part;
    }

    private void tell(TelemetrySource... sources) {
        for (TelemetrySource source : sources) {
            metrics.add(source);
        }
    }

    private String hostInUrl() {
        String host = options.web().host();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Where browsers reach it: {@code http://127.0.0.1:7171}. */
    String address() {
        return address;
    }

    /** Series that were there at the start. */
    long series() {
        return series;
    }

    /** Waits until somebody closes the server. */
    void awaitClose() throws InterruptedException {
        closed.await();
    }

    /** Ends all parts, those that take something in first; twice is harmless. */
    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception e) {
                logger.log(
                        Level.ERROR, part.getClass().getSimpleName() + " did not end in order", e);
            }
        }
        closed.countDown();
    }
}
