package dev.muninn.ingest.collect.jmx;

import dev.muninn.ingest.collect.CollectLoop;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.TargetUrl;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One JVM, asked over JMX; its connection is kept from tick to tick. */
public final class JmxSource implements CollectLoop.Source {

    /*
     * RMI has no deadline for a call, so each reading has a thread of its own, which is waited for so
     * long. One that hangs is left to itself, and no other is begun before it ends: what it reads then
     * goes nowhere, as figures get into the frame from the loop's thread only.
     */

    static final int PORT = 9010;

    /** Less than the loop waits for its source when it is closed. */
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** What RMI takes as its longest wait for an answer, in milliseconds; read once by the JDK. */
    private static final String RMI_TIMEOUT = "sun.rmi.transport.tcp.responseTimeout";

    private final TargetUrl target;
    private final Duration deadline;
    private @Nullable FutureTask<RecordedFigures> reading;

    /** Touched by one reading after the other. */
    private volatile @Nullable JmxConnection connection;

    /**
     * A JVM that is not yet connected.
     *
     * @throws IllegalArgumentException if the target names beans in a wrong form
     */
    public JmxSource(TargetUrl target) {
        this(target, DEADLINE);
    }

    JmxSource(TargetUrl target, Duration deadline) {
        this.target = target;
        this.deadline = deadline;
        JmxConnection.patterns(target);
        // Nothing else in this process speaks RMI; whoever set it knows better.
        if (System.getProperty(RMI_TIMEOUT) == null) {
            System.setProperty(RMI_TIMEOUT, Long.toString(DEADLINE.toMillis()));
        }
    }

    /** The JVM's host and port. */
    public static String instanceOf(TargetUrl target) {
        return target.address(PORT);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        FutureTask<RecordedFigures> before = reading;
        if (before != null && !before.isDone()) {
            throw failed(into, "still waits for an answer", null);
        }
        FutureTask<RecordedFigures> now = new FutureTask<>(this::read);
        reading = now;
        Thread.ofVirtual().name("jmx " + target).start(now);
        try {
            now.get(deadline.toNanos(), TimeUnit.NANOSECONDS).reportTo(into);
            into.gauge("jmx_scrape_error", "Whether the last reading failed.", 0);
        } catch (TimeoutException e) {
            throw failed(into, "no answer within " + deadline.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw failed(into, String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(into, "interrupted", e);
        }
    }

    private IOException failed(SampleFrame into, String why, @Nullable Exception cause) {
        into.gauge("jmx_scrape_error", "Whether the last reading failed.", 1);
        return new IOException(target + ": " + why, cause);
    }

    private RecordedFigures read() throws IOException {
        JmxConnection open = connection;
        try {
            if (open == null) {
                open = JmxConnection.open(target);
                connection = open;
            }
            return open.read();
        } catch (IOException | RuntimeException e) {
            disconnect();
            throw e;
        }
    }

    private void disconnect() {
        JmxConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                return; // it is given up in any case
            }
        }
    }

    @Override
    public void close() {
        FutureTask<RecordedFigures> last = reading;
        if (last == null || last.isDone()) {
            disconnect();
        }
    }
}
