package dev.muninn.web;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Every request comes in here: who may, where to, how much; then its route's endpoint answers. */
final class FrontDoor implements Handler<HttpServerRequest> {

    private static final System.Logger logger = System.getLogger(FrontDoor.class.getName());

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT);

    private final Vertx vertx;
    private final WebOptions options;
    private final int maxPushBytes;
    private final OriginGate gate;
    private final RouteTable routes;
    private final Pages pages;
    private final WebFigures figures;
    private final Connections connections;
    private final Clock clock;
    private final ExecutorService threads;
    private final ExecutorService pushThreads;
    private final Semaphore room;

    FrontDoor(
            Vertx vertx,
            WebOptions options,
            int maxPushBytes,
            RouteTable routes,
            Pages pages,
            WebFigures figures,
            Connections connections,
            Clock clock,
            ExecutorService threads,
            ExecutorService pushThreads) {
        this.vertx = vertx;
        this.options = options;
        this.maxPushBytes = maxPushBytes;
        this.routes = routes;
        this.pages = pages;
        this.figures = figures;
        this.connections = connections;
        this.clock = clock;
        this.threads = threads;
        this.pushThreads = pushThreads;
        gate = new OriginGate(options);
        room = new Semaphore(options.maxRequests());
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = Objects.requireNonNullElse(request.path(), "");
        RouteTable.Match match = routes.find(path, request.method());
        HttpConnection connection = request.connection();
        connections.onRequest(connection);
        Reply reply =
                new Reply(
                        request,
                        match == null ? figures.unknown : match.figures(),
                        clock,
                        () -> connections.onAnswered(connection));
        Refusal foreign = gate.checkHost(request);
        if (foreign == null && match != null) {
            foreign = gate.checkOrigin(request, match.route().access());
        }
        if (foreign != null) {
            figures.foreignRequests.increment();
            reply.refuse(foreign);
        } else if (match == null) {
            other(request, path, reply);
        } else if (!match.route().takes(request.method())) {
            String allowed = routes.allowed(path);
            reply.headers().set(HttpHeaders.ALLOW, allowed);
            reply.refuse(Refusal.badMethod(request.method().name(), allowed));
        } else {
            switch (match.route().work()) {
                case Route.Work.OnLoop(Route.LoopEndpoint endpoint) ->
                        endpoint.answer(request, reply);
                case Route.Work.OnThread(Route.Endpoint endpoint) ->
                        read(request, match, endpoint, reply);
            }
        }
    }

    /** Paths that are no route: the browser's own, if it may be one. */
    private void other(HttpServerRequest request, String path, Reply reply) {
        boolean isRead =
                HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
        if (!isRead || !pages.answer(path, reply)) {
            reply.refuse(Refusal.notFound(path));
        }
    }

    private void read(
            HttpServerRequest request,
            RouteTable.Match match,
            Route.Endpoint endpoint,
            Reply reply) {
        boolean isPush = match.route().access() == Route.Access.PUSH;
        if (!WITH_BODY.contains(request.method())) {
            work(request, match, endpoint, ByteBuffer.allocate(0), reply);
            return;
        }
        new BodyReader(
                        vertx,
                        connections,
                        request,
                        isPush ? maxPushBytes : options.maxBodyBytes(),
                        isPush ? "ingest.max-body-bytes" : "web.max-body-bytes",
                        body -> work(request, match, endpoint, body, reply),
                        refusal -> {
                            reply.closeAfter();
                            reply.refuse(refusal);
                        })
                .start();
    }

    private void work(
            HttpServerRequest request,
            RouteTable.Match match,
            Route.Endpoint endpoint,
            ByteBuffer body,
            Reply reply) {
        if (!room.tryAcquire()) {
            reply.refuse(
                    Refusal.of(
                            new MuninnException(
                                    MuninnException.Kind.BUSY,
                                    "%d requests are being worked on: try again, or raise web.max-requests"
                                            .formatted(options.maxRequests()))));
            return;
        }
        boolean isPush = match.route().access() == Route.Access.PUSH;
        try {
            (isPush ? pushThreads : threads)
                    .execute(
                            () -> {
                                try {
                                    answer(request, match, endpoint, body, reply);
                                } finally {
                                    room.release();
                                }
                            });
        } catch (RejectedExecutionException e) {
            room.release();
            reply.refuse(new Refusal(503, "unavailable", "the server stops"));
        }
    }

    private static void answer(
            HttpServerRequest request,
            RouteTable.Match match,
            Route.Endpoint endpoint,
            ByteBuffer body,
            Reply reply) {
        try {
            String contentType = header(request, HttpHeaders.CONTENT_TYPE);
            Call call =
                    new Call(
                            match.segment(),
                            Parameters.parse(
                                    request.query(),
                                    match.route().access() == Route.Access.PUSH
                                            ? null
                                            : form(contentType, body)),
                            body,
                            contentType,
                            header(request, HttpHeaders.CONTENT_ENCODING),
                            header(request, HttpHeaders.ACCEPT),
                            header(request, HttpHeaders.IF_MATCH),
                            request.remoteAddress().toString(),
                            request.connection(),
                            reply);
            endpoint.answer(call);
        } catch (MuninnException e) {
            if (e.kind() == MuninnException.Kind.BUG) {
                logger.log(Level.ERROR, "answering " + match.route().path() + " failed", e);
            }
            reply.refuse(Refusal.of(e));
        } catch (RuntimeException | StackOverflowError e) {
            logger.log(Level.ERROR, "answering " + match.route().path() + " failed", e);
            reply.refuse(Refusal.internal());
        }
    }

    private static String header(HttpServerRequest request, CharSequence name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private static @Nullable String form(String contentType, ByteBuffer body) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
                ? StandardCharsets.UTF_8.decode(body.duplicate()).toString()
                : null;
    }
}
