package dev.muninn.ingest.collect.probe;

import dev.muninn.ingest.collect.CollectLoop;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.model.Clock;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** One probe of one service: the scheme says which. */
public final class ProbeSource implements CollectLoop.Source {

    private static final System.Logger logger = System.getLogger(ProbeSource.class.getName());

    private final TargetUrl target;
    private final Probe probe;
    private final Clock clock;
    private String failure = "";

    /**
     * A probe of the target.
     *
     * @throws IllegalArgumentException if there is no probe of that scheme, or a part is missing
     */
    public ProbeSource(TargetUrl target, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.probe =
                switch (target.scheme()) {
                    case "http", "https" -> new HttpProbe(target, clock);
                    case "tcp" -> new TcpProbe(target, clock);
                    case "tls" -> new TlsProbe(target, clock);
                    case "dns" -> new DnsProbe(target, clock);
                    default ->
                            throw new IllegalArgumentException(
                                    "no probe of the scheme \""
                                            + target.scheme()
                                            + "\": choose http, https, tcp, tls or dns");
                };
    }

    @Override
    public void collect(SampleFrame into) {
        long startNanos = clock.nanos();
        String newFailure = "";
        try {
            probe.run(into);
        } catch (IOException e) {
            newFailure = e.toString();
        }
        into.gauge(
                "probe_duration_seconds",
                "Returns how long the probe took to complete in seconds",
                (clock.nanos() - startNanos) / 1e9);
        into.gauge(
                "probe_success",
                "Displays whether or not the probe was a success",
                newFailure.isEmpty() ? 1 : 0);
        note(newFailure);
    }

    private void note(String newFailure) {
        boolean isChange = failure.isEmpty() != newFailure.isEmpty();
        failure = newFailure;
        if (isChange && newFailure.isEmpty()) {
            logger.log(Level.INFO, "probe of {0} succeeds", target);
        } else if (isChange) {
            logger.log(Level.WARNING, "probe of {0} fails: {1}", target, newFailure);
        }
    }
}
