package dev.muninn.web;

import dev.muninn.alert.Alerting;
import dev.muninn.alert.BackTest;
import dev.muninn.alert.Notifier;
import dev.muninn.alert.Packs;
import dev.muninn.alert.RuleOverview;
import dev.muninn.alert.SavedRules;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.GroupStatus;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.ingest.IngestOptions;
import dev.muninn.ingest.OwnMetrics;
import dev.muninn.model.Cardinality;
import dev.muninn.model.Clock;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SystemClock;
import dev.muninn.query.CacheOptions;
import dev.muninn.query.Queries;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.query.ResultCache;
import dev.muninn.stream.LiveStreams;
import dev.muninn.stream.StreamOptions;
import dev.muninn.testkit.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server on a free port of loopback over a memory store and set answers, and ways to ask it. */
public final class TestServer implements AutoCloseable {

    public final MemoryStore store;
    public final FakeQueries queries;
    volatile SampleSink.Session sink;
    volatile ScrapeTargets targets = ScrapeTargets.NONE;
    volatile Optional<String> obstacle = Optional.empty();
    public volatile List<GroupStatus> rules = List.of();
    final RecordedCare care = new RecordedCare();
    public volatile Cardinality cardinality =
            new Cardinality(
                    0, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of(), List.of(), 0);
    final OwnMetrics metrics = new OwnMetrics();
    public final LiveStreams live;
    final PushReceivers push;
    public final WebServer web;
    public final HttpClient client = HttpClient.newHttpClient();

    private final Runnable closeEngine;

    public TestServer() {
        this(options(1_000));
    }

    public TestServer(WebOptions options) {
        this(new Setup(options));
    }

    /** A server for which time passes as a test wants. */
    public static TestServer withClock(Clock clock) {
        Setup setup = new Setup(options(1_000));
        setup.clock = clock;
        return new TestServer(setup);
    }

    /** A server with a place for what people make. */
    public static TestServer withCatalog(Catalog catalog) {
        Setup setup = new Setup(options(1_000));
        setup.catalog = Optional.of(catalog);
        return new TestServer(setup);
    }

    /** A server that tells people of alerts. */
    public static TestServer withAlerting(Notifier notifier, CatalogDatabase database) {
        Setup setup = new Setup(options(1_000));
        QueryEngine engine = setup.openEngine();
        RuleOptions rules = RuleOptions.DEFAULTS;
        SavedRules saved = SavedRules.open(rules, engine, database, SystemClock.INSTANCE);
        setup.alerting =
                Optional.of(
                        new Alerting(
                                notifier,
                                new BackTest(engine, rules),
                                Packs.open(rules, engine, database, SystemClock.INSTANCE),
                                saved,
                                new RuleOverview(List::of, saved),
                                () -> {}));
        return new TestServer(setup);
    }

    /** A server that evaluates PromQL over its store. */
    public static TestServer withEngine() {
        Setup setup = new Setup(options(1_000));
        QueryEngine engine = setup.openEngine();
        setup.answering =
                Queries.of(
                        engine,
                        ResultCache.of(engine, CacheOptions.DEFAULTS, SystemClock.INSTANCE));
        return new TestServer(setup);
    }

    /** A server whose operators may not care for the store over HTTP. */
    static TestServer withoutCare() {
        Setup setup = new Setup(options(1_000));
        setup.isCareAllowed = false;
        return new TestServer(setup);
    }

    /** What a server is made of, set answers unless a test says otherwise. */
    private static final class Setup {

        private final WebOptions options;
        private final MemoryStore store = new MemoryStore();
        private final FakeQueries fake = new FakeQueries();
        private Queries answering = fake;
        private boolean isCareAllowed = true;
        private Optional<Catalog> catalog = Optional.empty();
        private Optional<Alerting> alerting = Optional.empty();
        private Clock clock = SystemClock.INSTANCE;
        private Runnable closeEngine = () -> {};

        Setup(WebOptions options) {
            this.options = options;
        }

        /** An engine over the store, which ends with the server. */
        QueryEngine openEngine() {
            QueryEngine engine =
                    QueryEngine.open(store, QueryOptions.DEFAULTS, SystemClock.INSTANCE);
            closeEngine = engine::close;
            return engine;
        }
    }

    private TestServer(Setup setup) {
        store = setup.store;
        closeEngine = setup.closeEngine;
        queries = setup.fake;
        sink = store.session("test");
        live =
                LiveStreams.open(
                        StreamOptions.DEFAULTS,
                        setup.answering::range,
                        setup.answering::range,
                        setup.answering::format,
                        SystemClock.INSTANCE);
        metrics.add(to -> to.counter("muninn_test_total", "A\ntest.", 3, "kind", "a\"b"));
        push = PushReceivers.of(new IngestOptions(200_000, 400_000), store, SystemClock.INSTANCE);
        web =
                WebServer.open(
                        setup.options,
                        new WebParts(
                                setup.answering,
                                store,
                                limit -> cardinality,
                                store,
                                sender -> (batch, durability) -> sink.write(batch, durability),
                                push,
                                () -> targets,
                                () -> rules,
                                setup.alerting,
                                setup.isCareAllowed ? Optional.of(care) : Optional.empty(),
                                setup.catalog,
                                live,
                                () -> obstacle,
                                metrics,
                                new ServerFacts(
                                        new BuildFacts("0.1.0", "abc", "2026-01-01"),
                                        Map.of("web.port", "0"),
                                        Map.of("web.port", "0"),
                                        "15d",
                                        () ->
                                                new ServerCondition(
                                                        false,
                                                        1_700_000_000_000L,
                                                        2,
                                                        List.of(
                                                                "http://other:9093/api/v2/alerts")))),
                        setup.clock);
        metrics.add(live);
        metrics.add(web);
    }

    /** Options with limits small enough to reach in a test. */
    static WebOptions options(int timeoutMillis) {
        return new WebOptions(
                "127.0.0.1",
                0,
                false,
                List.of("muninn.example"),
                List.of(),
                100_000,
                100,
                90,
                50,
                Duration.ofMillis(timeoutMillis),
                Duration.ofMillis(timeoutMillis),
                Duration.ofSeconds(30));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + web.port() + path);
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        request.POST(HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> push(byte[] body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri("/api/v1/write"))
                        .header("Content-Encoding", "snappy")
                        .header("Content-Type", "application/x-protobuf")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> form(String path, String body) throws Exception {
        return post(path, body, "Content-Type", "application/x-www-form-urlencoded");
    }

    public Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** The head of a request, whose connection is to end with the answer. */
    public static String head(String line, String... headers) {
        List<String> lines = new ArrayList<>(List.of(line));
        lines.addAll(List.of(headers));
        lines.addAll(List.of("Connection: close", "", ""));
        return String.join("\r\n", lines);
    }

    /** Sends bytes as they are and reads until the server closes. */
    public String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return readAll(socket);
        }
    }

    static String readAll(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(bytes);
        } catch (java.net.SocketException e) {
            // A reset after the answer: what came before it counts.
            bytes.flush();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        live.close();
        web.close();
        push.close();
        client.close();
        closeEngine.run();
    }
}
