package dev.muninn.web;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryResult;
import dev.muninn.stream.CloseCode;
import dev.muninn.stream.Frame;
import dev.muninn.stream.JsonBuffer;
import dev.muninn.stream.LiveConnection;
import dev.muninn.stream.LiveStreams;
import dev.muninn.stream.ServerFrames;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The live socket: frames in, calls on its {@link LiveConnection} out. */
final class LiveRoute {

    static final String PROTOCOL = "muninn.live.v1+json";

    private static final System.Logger logger = System.getLogger(LiveRoute.class.getName());

    private static final int MAX_FRAME_CHARS = 64 << 10;
    private static final int MAX_FRAMES_PER_SECOND = 50;
    private static final int MAX_RUNNING_QUERIES = 8;

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
        String offered = request.getHeader("sec-websocket-protocol");
        if (!"websocket".equalsIgnoreCase(upgrade)) {
            reply.headers().set(HttpHeaders.UPGRADE, "websocket");
            reply.refuse(new Refusal(426, "bad_data", "this path speaks WebSocket only"));
        } else if (offered == null
                || !List.of(offered.strip().split("\\s*,\\s*")).contains(PROTOCOL)) {
            reply.refuse(new Refusal(400, "bad_data", "offer the subprotocol " + PROTOCOL));
        } else {
            request.toWebSocket()
                    .onSuccess(socket -> open(socket, request.connection()))
                    .onFailure(e -> logger.log(Level.DEBUG, "no live socket", e));
        }
    }

    private void open(ServerWebSocket socket, HttpConnection before) {
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        new Conversation(socket, context.nettyEventLoop()).begin(before);
    }

    /** One client's frames; confined to the socket's event loop. */
    private final class Conversation {

        private final ServerWebSocket socket;
        private final Executor loop;
        private final LiveConnection connection;
        private long windowStart = clock.nanos();
        private int framesInWindow;
        private int runningQueries;
        private volatile boolean isClosed;

        Conversation(ServerWebSocket socket, Executor loop) {
            this.socket = socket;
            this.loop = loop;
            connection = live.connect(new LiveSocket(socket, loop));
        }

        void begin(HttpConnection before) {
            connections.onRequest(before);
            socket.textMessageHandler(this::receive);
            socket.binaryMessageHandler(
                    bytes -> connection.close(CloseCode.BAD_FRAME, "frames are JSON texts"));
            socket.drainHandler(drained -> connection.onWritable());
            socket.exceptionHandler(e -> logger.log(Level.DEBUG, "live socket failed", e));
            socket.closeHandler(
                    closed -> {
                        isClosed = true;
                        connection.onClosed();
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
                    take(ClientFrame.parse(text));
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

        private void take(ClientFrame frame) {
            if (frame instanceof ClientFrame.Hello(var id, var resume)) {
                connection.hello(id, resume);
            } else if (connection.checkGreeted()) {
                switch (frame) {
                    case ClientFrame.Hello hello -> connection.hello(hello.id(), hello.resume());
                    case ClientFrame.Subscribe(var id, var list, var step, var range, var points) ->
                            connection.subscribe(id, list, step, range, points);
                    case ClientFrame.Change(var id, var view, var range, var points) ->
                            connection.change(id, view, range, points);
                    case ClientFrame.Unsubscribe(var id, var view) ->
                            connection.unsubscribe(id, view);
                    case ClientFrame.Query query -> evaluate(query);
                    case ClientFrame.Ping ping -> connection.ping();
                }
            }
        }

        private void evaluate(ClientFrame.Query query) {
            if (runningQueries >= MAX_RUNNING_QUERIES) {
                MuninnException tooMany =
                        MuninnException.limit(
                                "%d queries of this connection run already: wait for one to end"
                                        .formatted(MAX_RUNNING_QUERIES));
                connection.send(ServerFrames.error(query.id(), tooMany));
                return;
            }
            runningQueries++;
            try {
                threads.execute(
                        () -> {
                            Frame answer = answer(query);
                            loop.execute(
                                    () -> {
                                        runningQueries--;
                                        connection.send(answer);
                                    });
                        });
            } catch (RejectedExecutionException e) {
                logger.log(Level.DEBUG, "query came while the server stops", e);
            }
        }

        private Frame answer(ClientFrame.Query query) {
            try {
                QueryRoutes.checkRange(query.startMillis(), query.endMillis(), query.stepMillis());
                QueryCall call = new QueryCall(null, null, 0, () -> isClosed);
                QueryResult result =
                        queries.range(
                                query.expr(),
                                query.startMillis(),
                                query.endMillis(),
                                query.stepMillis(),
                                call);
                JsonBuffer json = new JsonBuffer(4096);
                PromJson.data(json, result);
                return ServerFrames.result(query.id(), json);
            } catch (MuninnException e) {
                return ServerFrames.error(query.id(), e);
            } catch (RuntimeException | StackOverflowError e) {
                logger.log(Level.ERROR, "query over a live socket failed", e);
                return ServerFrames.error(
                        query.id(),
                        new MuninnException(
                                MuninnException.Kind.BUG, Refusal.internal().message()));
            }
        }
    }
}
