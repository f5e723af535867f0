package dev.muninn.web.live;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.stream.CloseCode;
import dev.muninn.stream.LiveConnection;
import dev.muninn.stream.LiveStreams;
import dev.muninn.stream.Transport;
import dev.muninn.web.http.Connections;
import dev.muninn.web.http.Refusal;
import dev.muninn.web.http.Reply;
import dev.muninn.web.http.Route;
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
import java.util.concurrent.TimeUnit;

/** The live socket: frames in, calls on its {@link LiveConnection} out. */
public final class LiveRoute {

    public static final String JSON_PROTOCOL = "muninn.live.v1+json";
    static final String BINARY_PROTOCOL = "muninn.live.v1+bin";
    public static final List<String> PROTOCOLS = List.of(BINARY_PROTOCOL, JSON_PROTOCOL);

    static final int MAX_FRAME_CHARS = 64 << 10;

    private static final System.Logger logger = System.getLogger(LiveRoute.class.getName());

    private static final int MAX_FRAMES_PER_SECOND = 50;

    private final LiveStreams live;
    private final LiveTalks talks;
    private final Clock clock;
    private final Connections connections;

    public LiveRoute(LiveStreams live, LiveTalks talks, Clock clock, Connections connections) {
        this.live = live;
        this.talks = talks;
        this.clock = clock;
        this.connections = connections;
    }

    public List<Route> routes() {
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
        boolean isBinary = BINARY_PROTOCOL.equals(socket.subProtocol());
        Transport transport = isBinary ? Transport.BINARY_SOCKET : Transport.JSON_SOCKET;
        var _ =
                new Conversation(
                        socket, transport, context.nettyEventLoop(), connections.handOver(before));
    }

    /** One client's frames; confined to the socket's event loop. */
    private final class Conversation implements LiveSocket.Listener {

        private final LiveConnection connection;
        private final LiveTalk talk;
        private final Runnable onEnd;
        private long windowStart = clock.nanos();
        private int framesInWindow;

        Conversation(ServerWebSocket socket, Transport transport, EventLoop loop, Runnable onEnd) {
            this.onEnd = onEnd;
            LiveSocket viewer = new LiveSocket(transport, loop, this);
            viewer.takeOver(socket);
            connection = live.connect(viewer);
            talk = talks.begin(connection, loop);
        }

        @Override
        public void onText(String text) {
            if (text.length() > MAX_FRAME_CHARS) {
                onTooLong();
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

        @Override
        public void onTooLong() {
            connection.close(CloseCode.FRAME_TOO_LARGE, "a frame has at most 65536 characters");
        }

        @Override
        public void onBytes() {
            connection.close(CloseCode.BAD_FRAME, "frames are JSON texts");
        }

        @Override
        public void onWritable() {
            connection.onWritable();
        }

        @Override
        public void onClosed() {
            talk.end();
            onEnd.run();
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
