package dev.muninn.server;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The parts whose configuration can be read again while they run: rule files, who is told of
 * alerts, what is scraped. Safe for use by many threads.
 */
final class Reloads implements TelemetrySource {

    private static final System.Logger logger = System.getLogger(Reloads.class.getName());

    private final List<Runnable> parts = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private volatile boolean isWhole = true;
    private volatile long wholeMillis;

    Reloads(Clock clock) {
        this.clock = clock;
        wholeMillis = clock.millis();
    }

    /**
     * @param part reads its own configuration again; if that is wrong it throws a {@link
     *     MuninnException} and goes on with the one before
     */
    void add(Runnable part) {
        parts.add(part);
    }

    /**
     * Lets all parts read again.
     *
     * @throws MuninnException with all that is wrong; what is wrong stays as it was
     */
    synchronized void run() {
        List<String> wrong = new ArrayList<>();
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (MuninnException e) {
                wrong.add(String.valueOf(e.getMessage()));
            }
        }
        isWhole = wrong.isEmpty();
        if (!isWhole) {
            throw MuninnException.badInput(String.join("\n", wrong));
        }
        wholeMillis = clock.millis();
        logger.log(Level.INFO, "the configuration was read again");
    }

    /** As operators ask for it by a signal: what is wrong is told in the log. */
    void runAndLog() {
        try {
            run();
        } catch (MuninnException e) {
            logger.log(Level.ERROR, "not all was reloaded: {0}", e.getMessage());
        }
    }

    /** Whether all was right the last time. */
    boolean isWhole() {
        return isWhole;
    }

    /** When all was read and right for the last time, ms since 1970. */
    long wholeMillis() {
        return wholeMillis;
    }

    @Override
    public void report(Telemetry to) {
        to.gauge(
                "muninn_config_last_reload_successful",
                "Whether all was right when the configuration was last read.",
                isWhole ? 1 : 0);
        to.gauge(
                "muninn_config_last_reload_success_timestamp_seconds",
                "When the configuration was last read and all was right.",
                wholeMillis / 1000.0);
    }
}
