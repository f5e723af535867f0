package dev.muninn.server;

import dev.muninn.alert.AlertForwarder;
import dev.muninn.alert.Alerting;
import dev.muninn.alert.BackTest;
import dev.muninn.alert.LifeSign;
import dev.muninn.alert.Notifier;
import dev.muninn.alert.Packs;
import dev.muninn.alert.RuleBook;
import dev.muninn.alert.RuleOverview;
import dev.muninn.alert.SavedRules;
import dev.muninn.alert.rule.AlertListener;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.ingest.GraphiteListener;
import dev.muninn.ingest.HostCollector;
import dev.muninn.ingest.IngestOptions;
import dev.muninn.ingest.JvmTelemetry;
import dev.muninn.ingest.LabelRules;
import dev.muninn.ingest.ListenOptions;
import dev.muninn.ingest.OwnMetrics;
import dev.muninn.ingest.SampleForwarder;
import dev.muninn.ingest.SampleShaper;
import dev.muninn.ingest.ScrapeConfig;
import dev.muninn.ingest.Scraper;
import dev.muninn.ingest.SelfCollector;
import dev.muninn.ingest.StatsdListener;
import dev.muninn.ingest.TargetCollector;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.TelemetrySource;
import dev.muninn.query.CacheOptions;
import dev.muninn.query.FarCache;
import dev.muninn.query.Queries;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryLog;
import dev.muninn.query.RedisCache;
import dev.muninn.query.ResultCache;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.store.Store;
import dev.muninn.stream.LiveStreams;
import dev.muninn.web.BuildFacts;
import dev.muninn.web.OtlpGrpcServer;
import dev.muninn.web.PushReceivers;
import dev.muninn.web.ScrapeControl;
import dev.muninn.web.ServerCondition;
import dev.muninn.web.ServerFacts;
import dev.muninn.web.StoreCare;
import dev.muninn.web.WebParts;
import dev.muninn.web.WebServer;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The whole server: builds all parts in order, joins them, and ends them in reverse. */
final class Muninn implements AutoCloseable {

    private static final System.Logger logger = System.getLogger(Muninn.class.getName());

    /** What people save on another server on the same database is evaluated here as soon. */
    private static final Duration SHARED_RULES_PERIOD = Duration.ofSeconds(15);

    private final MuninnOptions options;
    private final Clock clock;
    private final OwnMetrics metrics = new OwnMetrics();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Reloads reloads;
    private String address = "";
    private long series;

    private Muninn(MuninnOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        reloads = new Reloads(clock);
    }

    /**
     * Opens all parts; when it returns the server answers.
     *
     * @throws MuninnException if a part cannot start; those before it are closed
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
        Optional<NativeLibraries> libraries = NativeLibraries.unpackIn(options.data());
        Store store = started(Store.open(options.data(), options.store(), clock));
        libraries.ifPresent(NativeLibraries::deleteThoseOfOtherRuns);
        QueryEngine queries = openQueries(store);
        ResultCache cache = openCache(queries);
        CatalogDatabase database = started(CatalogDatabase.open(options.catalog(), options.data()));
        Catalog catalog = openCatalog(database, store);
        LiveStreams live =
                started(
                        LiveStreams.open(
                                options.stream(),
                                queries::range,
                                cache::range,
                                queries::format,
                                clock));
        LiveNews news = new LiveNews(live::publish);
        news.follow(catalog);
        Notifier notifier = openNotifier(database);
        AlertForwarder forwarder = openAlertForwarder();
        Packs packs = Packs.open(options.rules(), queries, database, clock);
        SavedRules savedRules = SavedRules.open(options.rules(), queries, database, clock);
        AlertListener listener =
                AlertListener.all(
                        notifier::accept,
                        (alerts, url, validForMillis) -> news.onAlerts(alerts),
                        forwarder);
        RuleBook rules =
                started(
                        RuleBook.open(
                                options.rules(),
                                queries,
                                store,
                                listener,
                                notifier.ruleMemory(),
                                () -> joined(packs.groups(), savedRules.groups()),
                                clock));
        if (database.isShared()) {
            rules.refreshEvery(SHARED_RULES_PERIOD);
        }
        LifeSign lifeSign = openLifeSign(rules, notifier, store);
        SampleForwarder sink = openSink(store);
        Scraper scraper = started(new Scraper(options.ingest(), sink, clock));
        SampleShaper shaper = new SampleShaper(sink, options.ingest(), clock);
        PushReceivers push = started(PushReceivers.of(options.ingest(), shaper, clock));
        reloads.add(rules::reload);
        reloads.add(notifier::reload);
        options.scrape().ifPresent(config -> reloads.add(scraper::reload));
        Alerting alerting =
                new Alerting(
                        notifier,
                        new BackTest(queries, options.rules()),
                        packs,
                        savedRules,
                        new RuleOverview(rules::groups, savedRules),
                        rules::refresh);
        WebParts parts =
                new WebParts(
                        Queries.of(queries, cache),
                        store,
                        store,
                        store,
                        shaper,
                        push,
                        ScrapeControl.of(scraper, reloads::run),
                        rules::groups,
                        Optional.of(alerting),
                        storeKeeping(store),
                        Optional.of(catalog),
                        live,
                        () -> Optional.ofNullable(store.writeRefusal()),
                        metrics,
                        facts(store, forwarder));
        WebServer web = started(WebServer.open(options.web(), parts, clock));
        tell(new BuildTelemetry(), new JvmTelemetry(), reloads, store, queries, cache);
        tell(push, shaper, sink, scraper, database, rules, savedRules, notifier, forwarder);
        tell(lifeSign, live, web);
        String instance = hostInUrl() + ":" + web.port();
        notifier.watchStore(() -> Optional.ofNullable(store.writeRefusal()), instance);
        startListeners(push, shaper);
        startCollectors(sink, instance);
        options.scrape().ifPresent(config -> startScraping(scraper, config));
        address = "http://" + instance;
        series = store.seriesCount();
    }

    private QueryEngine openQueries(Store store) {
        Path active = options.data().resolve("queries.active");
        QueryLog log = started(QueryLog.open(active, options.query().slow(), clock));
        return started(QueryEngine.open(store, options.query(), clock, log));
    }

    private ResultCache openCache(QueryEngine queries) {
        CacheOptions cache = options.queryCache();
        FarCache far =
                started(RedisCache.open(cache.redis(), () -> UUID.randomUUID().toString(), clock));
        return ResultCache.of(queries, cache, clock, far);
    }

    private Catalog openCatalog(CatalogDatabase database, Store store) {
        RecentMetrics recent = new RecentMetrics(store, clock);
        Catalog catalog = started(Catalog.open(database, options.catalog(), clock, recent));
        catalog.provisioning().ifPresent(this::tell);
        return catalog;
    }

    private Notifier openNotifier(CatalogDatabase database) {
        return started(
                Notifier.open(
                        options.alerting(),
                        database,
                        line -> logger.log(Level.INFO, "alert: {0}", line),
                        Version.NUMBER,
                        clock));
    }

    private AlertForwarder openAlertForwarder() {
        return started(
                AlertForwarder.open(
                        options.alerting().forward(),
                        (where, list) -> LabelRules.parse(where, list)::apply,
                        clock));
    }

    private LifeSign openLifeSign(RuleBook rules, Notifier notifier, Store store) {
        return started(
                LifeSign.open(
                        options.alerting(),
                        List.of(
                                rules::trouble,
                                notifier::trouble,
                                () -> Optional.ofNullable(store.writeRefusal()))));
    }

    private SampleForwarder openSink(Store store) {
        Path waiting = options.data().resolve("forward");
        return started(SampleForwarder.open(store, options.ingest().forward(), waiting));
    }

    private Optional<StoreCare> storeKeeping(Store store) {
        return options.storeAdminApi()
                ? Optional.of(new StoreKeeping(store, options.data(), clock))
                : Optional.empty();
    }

    private static List<RuleGroup> joined(List<RuleGroup> some, List<RuleGroup> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private ServerFacts facts(Store store, AlertForwarder forwarder) {
        return new ServerFacts(
                new BuildFacts(Version.NUMBER, Version.REVISION, Version.DATE),
                options.settings(),
                options.changed(),
                options.settings().getOrDefault("store.retention.raw", ""),
                () ->
                        new ServerCondition(
                                reloads.isWhole(),
                                reloads.wholeMillis(),
                                store.damagedBlocks(),
                                forwarder.urls()));
    }

    /** Ways in that are no HTTP; none unless the options name an address. */
    private void startListeners(PushReceivers push, SampleSink sink) {
        IngestOptions ingest = options.ingest();
        ListenOptions listen = ingest.listen();
        listen.otlpGrpc().ifPresent(at -> started(OtlpGrpcServer.open(at, push, sink)));
        listen.graphite().ifPresent(at -> startGraphite(at, ingest, push, sink));
        listen.statsd()
                .ifPresent(at -> tell(started(StatsdListener.open(at, listen, sink, clock))));
    }

    private void startGraphite(
            InetSocketAddress at, IngestOptions ingest, PushReceivers push, SampleSink sink) {
        tell(started(GraphiteListener.open(at, ingest, push.admission(), sink, clock)));
    }

    private void startCollectors(SampleSink sink, String instance) {
        if (options.collect().host()) {
            tell(started(HostCollector.open(options.collect(), sink, clock)));
        }
        if (options.collect().self()) {
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

    /** Reads again what can be changed at run time; what is wrong is told in the log. */
    void reload() {
        reloads.runAndLog();
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
