package dev.muninn.ingest;

import dev.muninn.ingest.collect.ExpositionText;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All sources of Muninn's own figures as one, in which the failure of a source leaves the others
 * whole. Safe for use by many threads; sources are asked by one at a time.
 */
public final class OwnMetrics implements TelemetrySource {

    /** The media type of {@link #exposition}. */
    public static final String EXPOSITION_TYPE = ExpositionText.CONTENT_TYPE;

    private static final System.Logger logger = System.getLogger(OwnMetrics.class.getName());

    private final List<TelemetrySource> sources = new CopyOnWriteArrayList<>();
    private final Set<TelemetrySource> failing = new HashSet<>();
    private long failures;

    public void add(TelemetrySource source) {
        sources.add(source);
    }

    @Override
    public synchronized void report(Telemetry to) {
        for (TelemetrySource source : sources) {
            try {
                source.report(to);
                if (failing.remove(source)) {
                    logger.log(Level.INFO, "own figures of {0} are back", nameOf(source));
                }
            } catch (RuntimeException e) {
                failures++;
                if (failing.add(source)) {
                    logger.log(Level.WARNING, "own figures of " + nameOf(source) + " are lost", e);
                }
            }
        }
        to.counter(
                "muninn_telemetry_failures_total",
                "Reports of own figures that failed.",
                (double) failures);
    }

    private static String nameOf(TelemetrySource source) {
        return source.getClass().getName();
    }

    /** The figures of this moment as Prometheus' text format. */
    public byte[] exposition() {
        ExpositionText text = new ExpositionText();
        report(text);
        return text.toBytes();
    }
}
