package dev.muninn.web;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.stream.CloseCode;
import dev.muninn.stream.LiveConnection;
import dev.muninn.stream.LiveStreams;
import dev.muninn.stream.Transport;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The live socket: frames in, calls on its {@link LiveConnection} out. */
final class LiveRoute {

    static final String JSON_PROTOCOL = "muninn.live.v1+json";
    static final String BINARY_PROTOCOL = "muninn.live.v1+bin";
    static final List<String> PROTOCOLS = List.of(BINARY_PROTOCOL, JSON_PROTOCOL);

    static final int MAX_FRAME_CHARS = 64 << 10;

    private static final System.Logger logger = System.getLogger(LiveRoute.class.getName());

    private static final int MAX_FRAMES_PER_SECOND = 50;

    private final LiveStreams live;
    private final Queries queries;
    private final Clock clock;
    private final ExecutorService threads;
    private final Connections connections;

    LiveRoute(
            LiveStreams live,
            Queries queries,
            Clock clock,
            ExecutorService threads,
            Connections connections) {
        this.live = live;
        this.queries = queries;
        this.clock = clock;
        this.threads = threads;
        this.connections = connections;
    }

    List<Route> routes() {
        return List.of(Route.onLoop("/api/v1/live", this::upgrade));
    }

    private void upgrade(HttpServerRequest request, Reply reply) {
        String upgrade = request.getHeader(HttpHeaders.UPGRADE);
        if (!"websocket".equalsIgnoreCase(upgrade)) {
            reply.headers().set(HttpHeaders.UPGRADE, "websocket");
            reply.refuse(new Refusal(426, "bad_data", "this path speaks WebSocket only"));
            return;
        }
        String offered = request.getHeader("sec-websocket-protocol");
        if (offered == null
                || Collections.disjoint(List.of(offered.strip().split("\\s*,\\s*")), PROTOCOLS)) {
            reply.refuse(
                    new Refusal(
                            400,
                            "bad_data",
                            "offer the subprotocol " + String.join(" or ", PROTOCOLS)));
            return;
        }
        try {
            live.admit();
        } catch (MuninnException e) {
            refuseForNow(reply, e);
            return;
        }
        request.toWebSocket()
                .onSuccess(socket -> open(socket, request.connection()))
                .onFailure(e -> logger.log(Level.DEBUG, "no live socket", e));
    }

    /** Says "not now" in the way that clients and balancers of sockets know. */
    static void refuseForNow(Reply reply, MuninnException why) {
        reply.headers().set(HttpHeaders.RETRY_AFTER, "2");
        reply.closeAfter();
        reply.refuse(new Refusal(503, "unavailable", String.valueOf(why.getMessage())));
    }

    private void open(ServerWebSocket socket, HttpConnection before) {
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        new Conversation(socket, context.nettyEventLoop()).begin(before);
    }

    /** One client's frames; confined to the socket's event loop. */
    private final class Conversation {

        private final ServerWebSocket socket;
        private final LiveSocket viewer;
        private final LiveConnection connection;
        private final LiveTalk talk;
        private long windowStart = clock.nanos();
        private int framesInWindow;
        private boolean isClosed;

        Conversation(ServerWebSocket socket, EventLoop eventLoop) {
            this.socket = socket;
            Executor loop = eventLoop;
            boolean isBinary = BINARY_PROTOCOL.equals(socket.subProtocol());
            viewer =
                    new LiveSocket(
                            socket,
                            isBinary ? Transport.BINARY_SOCKET : Transport.JSON_SOCKET,
                            loop);
            connection = live.connect(viewer);
            talk = new LiveTalk(connection, new LiveQueries(queries, threads, loop, connection));
        }

        void begin(HttpConnection before) {
            connections.onRequest(before);
            socket.textMessageHandler(this::receive);
            socket.binaryMessageHandler(
                    bytes -> connection.close(CloseCode.BAD_FRAME, "frames are JSON texts"));
            viewer.onWritable(connection::onWritable);
            socket.exceptionHandler(e -> logger.log(Level.DEBUG, "live socket failed", e));
            socket.closeHandler(
                    closed -> {
                        isClosed = true;
                        talk.end();
                        connections.onClosed(before);
                    });
        }

        private void receive(String text) {
            if (isClosed || socket.isClosed()) {
                return;
            }
            if (text.length() > MAX_FRAME_CHARS) {
                connection.close(CloseCode.FRAME_TOO_LARGE, "a frame has at most 65536 characters");
            } else if (isTooFast()) {
                connection.close(
                        CloseCode.TOO_SLOW,
                        "more than " + MAX_FRAMES_PER_SECOND + " frames in a second");
            } else {
                try {
                    talk.take(ClientFrame.parse(text));
                } catch (MuninnException e) {
                    connection.close(CloseCode.BAD_FRAME, String.valueOf(e.getMessage()));
                }
            }
        }

        private boolean isTooFast() {
            long now = clock.nanos();
            if (now - windowStart >= TimeUnit.SECONDS.toNanos(1)) {
                windowStart = now;
                framesInWindow = 0;
            }
            return ++framesInWindow > MAX_FRAMES_PER_SECOND;
        }
    }
}
