package dev.muninn.ingest;

import dev.muninn.ingest.listen.LineServer;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Takes Graphite's plaintext lines by TCP and UDP, from open to close. */
public final class GraphiteListener implements TelemetrySource, AutoCloseable {

    private static final System.Logger logger = System.getLogger(GraphiteListener.class.getName());

    /** Sessions only remember an order; a machine with more senders begins anew. */
    private static final int MAX_SESSIONS = 10_000;

    private final PushReceiver receiver;
    private final Admission admission;
    private final SampleSink sink;
    private final Map<String, SampleSink.Session> sessions = new ConcurrentHashMap<>();
    private final LineServer server;

    private GraphiteListener(
            InetSocketAddress address,
            PushReceiver receiver,
            Admission admission,
            SampleSink sink) {
        this.receiver = receiver;
        this.admission = admission;
        this.sink = sink;
        server = LineServer.open("graphite", address, this::take);
    }

    /**
     * Listens at an address.
     *
     * @throws MuninnException of kind UNAVAILABLE if it cannot be listened on
     */
    public static GraphiteListener open(
            InetSocketAddress address,
            IngestOptions options,
            Admission admission,
            SampleSink sink,
            Clock clock) {
        return new GraphiteListener(
                address, PushReceiver.graphite(options, clock), admission, sink);
    }

    public int port() {
        return server.port();
    }

    /** Stores lines. A source that sends too fast loses its connection: it has no other answer. */
    private boolean take(byte[] bytes, int length, String source) {
        if (!(admission.enter(source, length) instanceof Admission.Decision.Enter)) {
            return false;
        }
        long samples = 0;
        try {
            PushRequest request = new PushRequest(ByteBuffer.wrap(bytes, 0, length), "", "");
            samples = receive(request, source);
            return true;
        } catch (MuninnException e) {
            logger.log(Level.DEBUG, "lines of " + source + " were not stored", e);
            return e.kind() == MuninnException.Kind.BAD_INPUT;
        } finally {
            admission.leave(source, length, samples);
        }
    }

    private long receive(PushRequest request, String source) {
        if (sessions.size() > MAX_SESSIONS) {
            sessions.clear();
        }
        SampleSink.Session session = sessions.computeIfAbsent(source, sink::session);
        // Two connections of one machine share a session, which one thread may use at a time.
        synchronized (session) {
            return receiver.receive(request, session).samples();
        }
    }

    @Override
    public void report(Telemetry to) {
        receiver.report(to);
    }

    @Override
    public void close() {
        server.close();
    }
}
