package dev.muninn.web.live;

import dev.muninn.model.Clock;
import dev.muninn.model.JsonBuffer;
import dev.muninn.model.MuninnException;
import dev.muninn.stream.LiveConnection;
import dev.muninn.stream.LiveStreams;
import dev.muninn.stream.Resume;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Connections;
import dev.muninn.web.http.Refusal;
import dev.muninn.web.http.Reply;
import dev.muninn.web.http.Route;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Live views over server-sent events, for clients whose sockets do not get through. */
public final class EventRoutes {

    private static final String SESSIONS = "/api/v1/live/sessions";
    private static final String EVENTS = "/events";

    /** A session whose stream was never fetched is forgotten after this; one stream is followed. */
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LiveStreams live;
    private final LiveTalks talks;
    private final Clock clock;
    private final Connections connections;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    public EventRoutes(LiveStreams live, LiveTalks talks, Clock clock, Connections connections) {
        this.live = live;
        this.talks = talks;
        this.clock = clock;
        this.connections = connections;
    }

    public List<Route> routes() {
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
        EventLoop loop = ((ContextInternal) Vertx.currentContext()).nettyEventLoop();
        // Not at once: Vert.x is still busy with the end of the request.
        loop.execute(
                () -> {
                    if (reply.isGone()) {
                        return;
                    }
                    Runnable onGone = connections.handOver(request.connection());
                    EventChannel channel = EventChannel.takeOver(request.connection());
                    channel.onClosed(onGone);
                    reply.onTakenOver();
                    session.attach(id, loop, channel, known);
                });
    }

    /** One client's views over any number of streams, one after the other. */
    private final class Session {

        private final long beganNanos;

        /** Nothing any more once they were taken. */
        private List<ClientFrame> first;

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
                String id, EventLoop loop, EventChannel channel, List<Resume> known) {
            Talk to = talk;
            if (to == null) {
                EventStream stream = new EventStream(loop, () -> sessions.remove(id));
                LiveConnection connection = live.connect(stream);
                Talk begun = new Talk(stream, connection, talks.begin(connection, loop));
                talk = begun;
                follow(begun, channel);
                first.forEach(begun.frames()::take);
                first = List.of();
            } else {
                to.stream()
                        .loop()
                        .execute(
                                () -> {
                                    follow(to, channel);
                                    to.connection().goBack(known);
                                });
            }
        }

        private void follow(Talk to, EventChannel channel) {
            to.stream().attach(to.connection(), channel);
            channel.onClosed(() -> to.stream().loop().execute(() -> to.stream().detach(channel)));
        }
    }
}
