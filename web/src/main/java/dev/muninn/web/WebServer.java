package dev.muninn.web;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.stream.LiveStreams;
import dev.muninn.web.alerting.AlertRoutes;
import dev.muninn.web.alerting.RuleRoutes;
import dev.muninn.web.catalog.CatalogRoutes;
import dev.muninn.web.http.ConnectionLimits;
import dev.muninn.web.http.Connections;
import dev.muninn.web.http.Desk;
import dev.muninn.web.http.FrontDoor;
import dev.muninn.web.http.OriginGate;
import dev.muninn.web.http.Pages;
import dev.muninn.web.http.Route;
import dev.muninn.web.http.RouteTable;
import dev.muninn.web.http.WebFigures;
import dev.muninn.web.live.EventRoutes;
import dev.muninn.web.live.LiveBoards;
import dev.muninn.web.live.LiveRoute;
import dev.muninn.web.live.LiveTalks;
import dev.muninn.web.query.CacheRoutes;
import dev.muninn.web.query.FederateRoute;
import dev.muninn.web.query.GraphRoute;
import dev.muninn.web.query.IndexStatusRoute;
import dev.muninn.web.query.QueryRoutes;
import dev.muninn.web.query.SeriesRoutes;
import dev.muninn.web.remoteread.RemoteReadRoute;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The HTTP server: listens from {@code open} to {@code close}. */
public final class WebServer implements TelemetrySource, AutoCloseable {

    private static final System.Logger logger = System.getLogger(WebServer.class.getName());

    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MAX_URL_BYTES = 8 << 10;

    /**
     * As much as is read from a socket at once, so that a body comes in as few pieces as it can.
     */
    private static final int MAX_PIECE_BYTES = 64 << 10;

    /** Larger than the protocol allows, so that its own close code can be sent. */
    private static final int MAX_SOCKET_FRAME_BYTES = 256 << 10;

    /**
     * Pushes compute, then wait for the disk together. Forcing a file from a virtual thread wakes a
     * spare carrier each time, which costs more than the push. As many as wait well for one force.
     */
    private static final int PUSH_THREADS = 16;

    private static final long PUSH_THREAD_IDLE_SECONDS = 10;

    private static final long START_SECONDS = 20;
    private static final long STOP_SECONDS = 5;

    private final WebOptions options;
    private final LiveStreams live;
    private final Vertx vertx;
    private final ExecutorService threads;
    private final ExecutorService pushThreads;
    private final WebFigures figures = new WebFigures();
    private volatile int port;
    private boolean isClosed;

    private WebServer(WebOptions options, LiveStreams live) {
        this.options = options;
        this.live = live;
        vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(loops())
                                .setWorkerPoolSize(1)
                                .setInternalBlockingPoolSize(1)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("request-", 0).factory());
        pushThreads = pushThreads();
    }

    private static ExecutorService pushThreads() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        PUSH_THREADS,
                        PUSH_THREADS,
                        PUSH_THREAD_IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("push-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static int loops() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 16);
    }

    /**
     * Listens at once; whether the parts are ready is theirs to say.
     *
     * @throws MuninnException of kind UNAVAILABLE if the address cannot be listened on
     */
    public static WebServer open(WebOptions options, WebParts parts, Clock clock) {
        WebServer server = new WebServer(options, parts.live());
        try {
            server.listen(parts, clock);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private FrontDoor frontDoor(WebParts parts, Clock clock, Connections connections) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new QueryRoutes(parts.queries(), clock).routes());
        routes.addAll(new GraphRoute().routes());
        routes.addAll(new CacheRoutes(parts.queries().cache()).routes());
        routes.addAll(new SeriesRoutes(parts.queries(), parts.index()).routes());
        routes.addAll(new FederateRoute(parts.queries(), parts.source(), clock).routes());
        routes.addAll(new RemoteReadRoute(parts.queries(), parts.source()).routes());
        routes.addAll(new StatusRoutes(parts.facts(), clock).routes());
        routes.addAll(new IndexStatusRoute(parts.cardinality()).routes());
        routes.addAll(new TargetRoutes(parts.scrapes()).routes());
        routes.addAll(
                new TargetMetadataRoute(parts.scrapes(), parts.index(), parts.queries()).routes());
        routes.addAll(new RuleRoutes(parts.rules(), parts.queries()).routes());
        parts.alerting().ifPresent(alerting -> routes.addAll(new AlertRoutes(alerting).routes()));
        parts.catalog()
                .ifPresent(catalog -> routes.addAll(new CatalogRoutes(catalog, clock).routes()));
        routes.addAll(new StoreCareRoutes(parts.care(), parts.queries()).routes());
        PushDoor push = new PushDoor(parts.push().admission(), parts.sink());
        routes.addAll(new PushRoutes(parts.push(), push).routes());
        routes.addAll(new LogRoutes(parts.push().logs(), push, clock).routes());
        routes.addAll(new HealthRoutes(parts.readiness(), parts.metrics()).routes());
        LiveTalks talks =
                new LiveTalks(
                        parts.queries(),
                        new LiveBoards(
                                parts.catalog(),
                                () -> parts.scrapes().targets().active(),
                                parts.queries()),
                        threads);
        routes.addAll(new LiveRoute(parts.live(), talks, clock, connections).routes());
        routes.addAll(new EventRoutes(parts.live(), talks, clock, connections).routes());
        return new FrontDoor(
                vertx,
                new OriginGate(options.host(), options.externalHosts(), options.insecureOpen()),
                options.maxBodyBytes(),
                parts.push().remoteWrite().maxBodyBytes(),
                new RouteTable(routes, figures),
                Pages.open(options.frameAncestors()),
                figures,
                connections,
                clock,
                new Desk(options.maxRequests(), clock, threads, pushThreads));
    }

    private ConnectionLimits limits() {
        return new ConnectionLimits(
                options.maxConnections(),
                options.maxConnectionsPerAddress(),
                options.headerTimeout(),
                options.bodyTimeout(),
                options.idleTimeout());
    }

    private void listen(WebParts parts, Clock clock) {
        Connections connections = new Connections(limits(), figures, clock);
        FrontDoor door = frontDoor(parts, clock, connections);
        long shortest =
                Math.min(options.headerTimeout().toMillis(), options.bodyTimeout().toMillis());
        long beat = Math.clamp(shortest / 4, 1, 1_000);
        vertx.setPeriodic(beat, fired -> connections.endSilent());
        await(
                vertx.deployVerticle(
                        () -> new Listener(connections, door),
                        new DeploymentOptions().setInstances(loops())),
                START_SECONDS);
    }

    /** One event loop's share of the server. */
    private final class Listener extends VerticleBase {

        private final Connections connections;
        private final FrontDoor door;

        Listener(Connections connections, FrontDoor door) {
            this.connections = connections;
            this.door = door;
        }

        @Override
        public Future<?> start() {
            HttpServer server = vertx.createHttpServer(httpOptions());
            server.connectionHandler(connections::onOpened);
            server.requestHandler(door);
            server.exceptionHandler(e -> logger.log(Level.DEBUG, "connection failed", e));
            return server.listen(address()).onSuccess(listening -> port = listening.actualPort());
        }
    }

    /** Where all listeners listen together: port 0 would give each its own. */
    private SocketAddress address() {
        return options.port() == 0
                ? SocketAddress.sharedRandomPort(1, options.host())
                : SocketAddress.inetSocketAddress(options.port(), options.host());
    }

    private HttpServerOptions httpOptions() {
        return new HttpServerOptions()
                .setAcceptBacklog(4_096)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_URL_BYTES)
                .setMaxChunkSize(MAX_PIECE_BYTES)
                .setIdleTimeout((int) options.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setWebSocketSubProtocols(LiveRoute.PROTOCOLS)
                .setMaxWebSocketFrameSize(MAX_SOCKET_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_SOCKET_FRAME_BYTES)
                // Frames of ticks are small and shared; deflating each socket's costs more memory
                // than all else of a connection together.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    /** The port that is listened on. */
    public int port() {
        return port;
    }

    @Override
    public void report(Telemetry to) {
        figures.report(to);
    }

    /** Stops listening and ends what is open. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        // Live clients are told when to come back before their sockets go.
        live.close();
        try {
            await(vertx.close(), STOP_SECONDS);
        } catch (MuninnException e) {
            logger.log(Level.WARNING, "the HTTP server did not stop in order", e);
        }
        threads.shutdownNow();
        pushThreads.shutdownNow();
    }

    private void await(Future<?> future, long seconds) {
        try {
            future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted", e);
        } catch (TimeoutException e) {
            throw unavailable("it took longer than " + seconds + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String why =
                    cause instanceof BindException
                            ? cause.getMessage()
                                    + ". If another process has the port (another Muninn?), stop"
                                    + " it or choose another one with --listen HOST:PORT"
                            : String.valueOf(cause);
            throw unavailable(why, e);
        }
    }

    private MuninnException unavailable(String why, Exception cause) {
        return new MuninnException(
                MuninnException.Kind.UNAVAILABLE,
                "cannot listen on %s:%d: %s".formatted(options.host(), options.port(), why),
                cause);
    }
}
