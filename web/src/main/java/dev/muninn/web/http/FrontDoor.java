package dev.muninn.web.http;

import dev.muninn.model.Clock;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;

/** Every request comes in here: who may, where to, how much; then its route's endpoint answers. */
public final class FrontDoor implements Handler<HttpServerRequest> {

    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT);

    private final Vertx vertx;
    private final int maxBodyBytes;
    private final int maxPushBytes;
    private final OriginGate gate;
    private final RouteTable routes;
    private final Pages pages;
    private final WebFigures figures;
    private final Connections connections;
    private final Clock clock;
    private final Desk desk;

    public FrontDoor(
            Vertx vertx,
            OriginGate gate,
            int maxBodyBytes,
            int maxPushBytes,
            RouteTable routes,
            Pages pages,
            WebFigures figures,
            Connections connections,
            Clock clock,
            Desk desk) {
        this.vertx = vertx;
        this.gate = gate;
        this.maxBodyBytes = maxBodyBytes;
        this.maxPushBytes = maxPushBytes;
        this.routes = routes;
        this.pages = pages;
        this.figures = figures;
        this.connections = connections;
        this.clock = clock;
        this.desk = desk;
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
                case Route.Work.OnThread work -> read(request, match, work, reply);
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
            Route.Work.OnThread work,
            Reply reply) {
        boolean isPush = match.route().access() == Route.Access.PUSH;
        if (!WITH_BODY.contains(request.method())) {
            desk.take(new Desk.Errand(request, match, work, NO_BODY, reply));
            return;
        }
        new BodyReader(
                        vertx,
                        connections,
                        request,
                        isPush ? maxPushBytes : maxBodyBytes,
                        isPush ? "ingest.max-body-bytes" : "web.max-body-bytes",
                        isPush ? desk.pushArrays()::take : byte[]::new,
                        body -> desk.take(new Desk.Errand(request, match, work, body, reply)),
                        refusal -> {
                            reply.closeAfter();
                            reply.refuse(refusal);
                        })
                .start();
    }
}
