package dev.muninn.ingest;

import dev.muninn.ingest.listen.LineServer;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes StatsD's packets by UDP and TCP and stores the state of their metrics now and then. */
public final class StatsdListener implements TelemetrySource, AutoCloseable {

    private static final System.Logger logger = System.getLogger(StatsdListener.class.getName());

    private final StatsdReceiver receiver;
    private final SampleSink.Session session;
    private final LineServer server;
    private final ScheduledExecutorService flusher =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("statsd-flush").factory());

    private StatsdListener(InetSocketAddress address, StatsdReceiver receiver, SampleSink sink) {
        this.receiver = receiver;
        session = sink.session("statsd");
        server = LineServer.open("statsd", address, this::take);
    }

    /**
     * Listens at an address.
     *
     * @throws MuninnException of kind UNAVAILABLE if it cannot be listened on
     */
    public static StatsdListener open(
            InetSocketAddress address, ListenOptions options, SampleSink sink, Clock clock) {
        StatsdListener listener =
                new StatsdListener(
                        address, new StatsdReceiver(options.maxStatsdMetrics(), clock), sink);
        long millis = options.statsdFlush().toMillis();
        var _ =
                listener.flusher.scheduleAtFixedRate(
                        listener::flush, millis, millis, TimeUnit.MILLISECONDS);
        return listener;
    }

    public int port() {
        return server.port();
    }

    private boolean take(byte[] bytes, int length, String source) {
        receiver.receive(bytes, length);
        return true;
    }

    private void flush() {
        try {
            receiver.flush(session);
        } catch (MuninnException e) {
            logger.log(Level.WARNING, "the state of StatsD metrics was not stored", e);
        }
    }

    @Override
    public void report(Telemetry to) {
        receiver.report(to);
    }

    /** Stops listening and stores the last state. */
    @Override
    public void close() {
        server.close();
        flusher.close();
        flush();
    }
}
