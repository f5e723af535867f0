package dev.muninn.server.log;

import java.util.logging.LogManager;

/**
 * A log manager that keeps its handlers until the process ends. The platform's own one drops them
 * in a shutdown hook of its own, beside which the last words of an orderly stop would be lost.
 */
public final class KeptLogManager extends LogManager {

    /** Called by the platform, to which the launcher names the class. */
    public KeptLogManager() {}

    @Override
    public void reset() {
        // See above; Logging sets up the only handlers there are.
    }
}
