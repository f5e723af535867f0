package dev.muninn.web;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.stream.JsonBuffer;
import dev.muninn.stream.LiveConnection;
import dev.muninn.stream.LiveStreams;
import dev.muninn.stream.Resume;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Live views over server-sent events, for clients whose sockets do not get through. */
final class EventRoutes {

    private static final String SESSIONS = "/api/v1/live/sessions";
    private static final String EVENTS = "/events";

    /** A session whose stream was never fetched is forgotten after this; one stream is followed. */
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LiveStreams live;
    private final Queries queries;
    private final Clock clock;
    private final ExecutorService threads;
    private final Connections connections;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    EventRoutes(
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
        return List.of(
                Route.send(SESSIONS, this::begin),
                Route.send(SESSIONS + "/*", this::take),
                Route.onLoop(SESSIONS + "/*" + EVENTS, this::stream));
    }

    private void begin(Call call) {
        List<ClientFrame> frames = frames(call);
        if (frames.isEmpty() || !(frames.getFirst() instanceof ClientFrame.Hello)) {
            throw MuninnException.badInput("a session begins with a hello");
        }
        try {
            live.admit();
        } catch (MuninnException e) {
            LiveRoute.refuseForNow(call.reply(), e);
            return;
        }
        long now = clock.nanos();
        sessions.values().removeIf(session -> session.isForgotten(now));
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.put(id, new Session(frames, now));
        call.reply().json(201, new JsonBuffer().raw("{\"session\":").string(id).raw('}'));
    }

    private static List<ClientFrame> frames(Call call) {
        String text = StandardCharsets.UTF_8.decode(call.body()).toString();
        if (text.length() > LiveRoute.MAX_FRAME_CHARS) {
            throw MuninnException.badInput("a request has at most 65536 characters");
        }
        return ClientFrameReader.readAll(text);
    }

    private void take(Call call) {
        Session session = sessions.get(call.segment());
        if (session == null) {
            throw gone();
        }
        session.take(frames(call));
        call.reply().empty(202);
    }

    private static MuninnException gone() {
        return new MuninnException(
                MuninnException.Kind.NOT_FOUND, "there is no such session: begin a new one");
    }

    private void stream(HttpServerRequest request, Reply reply) {
        String path = request.path();
        String id = path.substring(SESSIONS.length() + 1, path.length() - EVENTS.length());
        Session session = sessions.get(id);
        if (session == null) {
            reply.refuse(Refusal.of(gone()));
            return;
        }
        String last = request.getHeader("last-event-id");
        List<Resume> known;
        try {
            known = EventStream.positions(last == null ? "" : last);
        } catch (MuninnException e) {
            reply.refuse(Refusal.of(e));
            return;
        }
        connections.onRequest(request.connection());
        HttpServerResponse response = reply.begin(200).setChunked(true);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream");
        // Asks proxies not to hold events back.
        response.putHeader("x-accel-buffering", "no");
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        session.attach(id, context.nettyEventLoop(), response, known);
    }

    /** One client's views over any number of streams, one after the other. */
    private final class Session {

        private final List<ClientFrame> first;
        private final long beganNanos;

        /** Null until the first stream is fetched; then the rest is confined to its loop. */
        private volatile @Nullable Talk talk;

        Session(List<ClientFrame> first, long beganNanos) {
            this.first = first;
            this.beganNanos = beganNanos;
        }

        private record Talk(EventStream stream, LiveConnection connection, LiveTalk frames) {}

        boolean isForgotten(long nowNanos) {
            return talk == null && nowNanos - beganNanos > MAX_IDLE_NANOS;
        }

        void take(List<ClientFrame> frames) {
            Talk to = talk;
            if (to == null) {
                throw MuninnException.badInput("the session has no stream yet: fetch its events");
            }
            to.stream().loop().execute(() -> frames.forEach(to.frames()::take));
        }

        synchronized void attach(
                String id, EventLoop loop, HttpServerResponse response, List<Resume> known) {
            Talk to = talk;
            if (to == null) {
                EventStream stream = new EventStream(loop, () -> sessions.remove(id));
                LiveConnection connection = live.connect(stream);
                LiveQueries own = new LiveQueries(queries, threads, loop, connection);
                Talk begun = new Talk(stream, connection, new LiveTalk(connection, own));
                talk = begun;
                follow(begun, response);
                first.forEach(begun.frames()::take);
            } else {
                to.stream()
                        .loop()
                        .execute(
                                () -> {
                                    follow(to, response);
                                    to.connection().goBack(known);
                                });
            }
        }

        private void follow(Talk to, HttpServerResponse response) {
            to.stream().attach(to.connection(), response);
            response.closeHandler(
                    closed -> to.stream().loop().execute(() -> to.stream().detach(response)));
        }
    }
}
